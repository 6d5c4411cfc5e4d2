/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import type { Fault } from './api-client';
import { Command } from './components';
import { sentenceCase } from './format';

const fieldSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  description: z.string().optional(),
});
const parametersSchema = z.object({ properties: z.record(z.string(), fieldSchema).default({}) });

/** Every fault has these, so they are folded away. */
const LIMITS = ['times', 'rate'];

type FieldProps = {
  fault: string;
  name: string;
  field: z.infer<typeof fieldSchema>;
  value: unknown;
};

/** `delayMs` becomes `Delay (ms)`. */
function fieldLabel(name: string): string {
  return sentenceCase(name)
    .replace(/ ms$/, ' (ms)')
    .replace(/ seconds$/, ' (seconds)');
}

/** The page's script parses `data-json` values as JSON and sends the others as text. */
function Control({ fault, name, field, value }: FieldProps) {
  const id = `fault-${fault}-${name}`;
  const shared = { id, name, 'aria-describedby': field.description && `${id}-hint` };
  if (field.enum) {
    return (
      <select {...shared} data-json={field.type !== 'string'}>
        {field.enum.map((option) => (
          <option key={String(option)} value={String(option)} selected={option === value}>
            {String(option)}
          </option>
        ))}
      </select>
    );
  }
  const isText = field.type === 'string';
  // An empty field means null: no limit.
  const text = isText || value === null ? String(value ?? '') : JSON.stringify(value);
  return (
    <input
      {...shared}
      value={text}
      data-json={!isText}
      size={8}
      autocomplete="off"
      placeholder={value === null ? 'no limit' : undefined}
    />
  );
}

function Field(props: FieldProps) {
  const id = `fault-${props.fault}-${props.name}`;
  return (
    <div class="fault-field">
      <p class="field">
        <label for={id}>{fieldLabel(props.name)}</label>
        <Control {...props} />
      </p>
      {props.field.description && (
        <p class="hint" id={`${id}-hint`}>
          {props.field.description}
        </p>
      )}
    </div>
  );
}

function Fields({ fault }: { fault: Fault }) {
  const { properties = {} } = parametersSchema.safeParse(fault.parametersSchema).data ?? {};
  const fieldsOf = (limits: boolean) =>
    Object.entries(properties)
      .filter(([name]) => LIMITS.includes(name) === limits)
      .map(([name, field]) => (
        <Field
          key={name}
          fault={fault.id}
          name={name}
          field={field}
          value={fault.parameters[name]}
        />
      ));
  return (
    <>
      {fieldsOf(false)}
      <details id={`fault-${fault.id}-limits`}>
        <summary>Limit how often</summary>
        {fieldsOf(true)}
      </details>
    </>
  );
}

export function FaultCard({ fault }: { fault: Fault }) {
  const { id, title, on, taken } = fault;
  const path = `/faults/${encodeURIComponent(id)}`;
  return (
    <article
      class={on ? 'card is-on' : 'card'}
      id={`fault-${id}`}
      aria-labelledby={`fault-${id}-title`}
    >
      <h3 id={`fault-${id}-title`}>{title}</h3>
      <p>{fault.does}</p>
      <p class="affects">
        <strong>Affects</strong> {fault.blastRadius}
      </p>
      <form data-method="PUT" data-path={path} id={`fault-${id}-form`}>
        <Fields fault={fault} />
        <div class="buttons">
          <button type="submit" class={on ? undefined : 'primary'} id={`fault-${id}-on`}>
            {on ? 'Update' : 'Switch on'}
          </button>
          {on && (
            <Command id={`fault-${id}-off`} class="primary" method="DELETE" path={path}>
              Switch off
            </Command>
          )}
          <span class={on ? 'indicator is-on' : 'indicator'}>
            {on ? `on, injected ${taken}×` : 'off'}
          </span>
        </div>
      </form>
    </article>
  );
}
