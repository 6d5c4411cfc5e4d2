/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { sentenceCase } from './format';

/** What a form shows of the JSON schema of a field. */
export const fieldSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  description: z.string().optional(),
});

type FieldProps = {
  id: string;
  name: string;
  field: z.infer<typeof fieldSchema>;
  value: unknown;
  /** The width of an input, in characters. */
  size: number;
};

/** `delayMs` becomes `Delay (ms)`. */
function fieldLabel(name: string): string {
  return sentenceCase(name)
    .replace(/ ms$/, ' (ms)')
    .replace(/ seconds$/, ' (seconds)');
}

/** The page's script parses `data-json` values as JSON, splits lists and sends the others as text. */
function Control({ id, name, field, value, size }: FieldProps) {
  const shared = { id, name, 'aria-describedby': field.description && `${id}-hint` };
  const options = field.type === 'boolean' ? [true, false] : field.enum;
  if (options) {
    return (
      <select {...shared} data-json={field.type !== 'string'}>
        {options.map((option) => (
          <option key={String(option)} value={String(option)} selected={option === value}>
            {String(option)}
          </option>
        ))}
      </select>
    );
  }
  const input = { ...shared, size, autocomplete: 'off' };
  if (Array.isArray(value))
    return <input {...input} value={value.join(', ')} data-list placeholder="none" />;
  // An empty field means null: no limit.
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <input
      {...input}
      value={value === null ? '' : text}
      data-json={field.type !== 'string'}
      placeholder={value === null ? 'no limit' : undefined}
    />
  );
}

export function FormField(props: FieldProps) {
  const { id, name, field } = props;
  return (
    <div class="form-field">
      <p class="field">
        <label for={id}>{fieldLabel(name)}</label>
        <Control {...props} />
      </p>
      {field.description && (
        <p class="hint" id={`${id}-hint`}>
          {field.description}
        </p>
      )}
    </div>
  );
}
