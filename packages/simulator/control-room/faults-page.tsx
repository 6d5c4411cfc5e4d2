/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import type { Fault } from './api-client';
import { Command, Panel } from './components';
import { sentenceCase } from './format';

const AREAS = {
  api: 'API calls',
  webhook: 'Webhooks',
  socket: 'WebSocket',
  widget: 'Widget',
  session: 'Session',
} as const;

const fieldSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  description: z.string().optional(),
});
const parametersSchema = z.object({ properties: z.record(z.string(), fieldSchema).default({}) });

type FieldProps = {
  fault: string;
  name: string;
  field: z.infer<typeof fieldSchema>;
  value: unknown;
};

/** The page's script parses `data-json` values as JSON and sends the others as text. */
function Field({ fault, name, field, value }: FieldProps) {
  const id = `fault-${fault}-${name}`;
  const label = (
    <label for={id} title={field.description}>
      {sentenceCase(name)}
    </label>
  );
  if (field.enum) {
    return (
      <p class="field">
        {label}
        <select id={id} name={name} data-json={field.type !== 'string'}>
          {field.enum.map((option) => (
            <option key={String(option)} value={String(option)} selected={option === value}>
              {String(option)}
            </option>
          ))}
        </select>
      </p>
    );
  }
  if (field.type === 'boolean') {
    return (
      <p class="field">
        {label}
        <input id={id} name={name} type="checkbox" checked={value === true} />
      </p>
    );
  }
  const isText = field.type === 'string';
  // An empty field means null: no limit.
  const text = isText || value === null ? String(value ?? '') : JSON.stringify(value);
  return (
    <p class="field">
      {label}
      <input
        id={id}
        name={name}
        value={text}
        data-json={!isText}
        size={8}
        autocomplete="off"
        placeholder={value === null ? 'no limit' : undefined}
      />
    </p>
  );
}

function FaultCard({ fault }: { fault: Fault }) {
  const { id, title, on, taken } = fault;
  const parsed = parametersSchema.safeParse(fault.parametersSchema);
  const fields = Object.entries(parsed.data?.properties ?? {});
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
      <form
        data-method="PUT"
        data-path={`/faults/${encodeURIComponent(id)}`}
        id={`fault-${id}-form`}
      >
        {fields.map(([name, field]) => (
          <Field key={name} fault={id} name={name} field={field} value={fault.parameters[name]} />
        ))}
        <div class="buttons">
          <button type="submit" class={on ? undefined : 'primary'} id={`fault-${id}-on`}>
            {on ? 'Update' : 'Switch on'}
          </button>
          {on && (
            <Command
              id={`fault-${id}-off`}
              class="primary"
              method="DELETE"
              path={`/faults/${encodeURIComponent(id)}`}
            >
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

export function FaultsPage({ faults }: { faults: Fault[] }) {
  return (
    <>
      {Object.entries(AREAS).map(([area, title]) => (
        <Panel key={area} id={`faults-${area}`} title={title}>
          <div class="cards">
            {faults
              .filter((fault) => fault.area === area)
              .map((fault) => (
                <FaultCard key={fault.id} fault={fault} />
              ))}
          </div>
        </Panel>
      ))}
      <p class="page-buttons">
        <Command id="faults-off" method="DELETE" path="/faults">
          Switch off all faults
        </Command>
      </p>
    </>
  );
}
