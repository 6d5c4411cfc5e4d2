/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import type { Fault } from './api-client';
import { Command } from './components';
import { FormField, fieldSchema } from './form-field';

const parametersSchema = z.object({ properties: z.record(z.string(), fieldSchema).default({}) });

/** Every fault has these, so they are folded away. */
const LIMITS = ['times', 'rate'];

function Fields({ fault }: { fault: Fault }) {
  const { properties = {} } = parametersSchema.safeParse(fault.parametersSchema).data ?? {};
  const fieldsOf = (limits: boolean) =>
    Object.entries(properties)
      .filter(([name]) => LIMITS.includes(name) === limits)
      .map(([name, field]) => (
        <FormField
          key={name}
          id={`fault-${fault.id}-${name}`}
          name={name}
          field={field}
          value={fault.parameters[name]}
          size={12}
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
