/** @jsxImportSource hono/jsx */
import { z } from 'zod';
import { type Settings, settingsSchema } from '../settings';
import { Panel } from './components';
import { FormField, fieldSchema } from './form-field';

const GROUPS: { id: string; title: string; names: (keyof Settings)[] }[] = [
  { id: 'webhooks', title: 'Webhooks', names: ['webhooks', 'webhookUrls', 'webhookSignature'] },
  { id: 'sockets', title: 'WebSockets', names: ['socket', 'socketSnapshot', 'unknownSockets'] },
  {
    id: 'orders',
    title: 'Orders',
    names: ['offrampEnabled', 'offrampRefusal', 'partialDeposit', 'magicAmounts'],
  },
  {
    id: 'times',
    title: 'Times',
    names: ['stepSeconds', 'depositWindowSeconds', 'initTokenSeconds', 'speed'],
  },
  {
    id: 'access',
    title: 'Access and identity',
    names: ['allowedIps', 'previousTokens', 'requestChecks', 'identityByEmail'],
  },
];

const { properties } = z
  .object({ properties: z.record(z.string(), fieldSchema) })
  .parse(z.toJSONSchema(settingsSchema));

/** A form for each group, so that a change names little else. */
export function SettingsPage({ settings }: { settings: Settings }) {
  return (
    <>
      <p class="lead">
        Changes last until the simulator is restarted or reset. Separate the entries of a list with
        commas.
      </p>
      <div class="halves">
        {GROUPS.map(({ id, title, names }) => (
          <Panel key={id} id={`settings-${id}`} title={title}>
            <form
              id={`settings-${id}-form`}
              class="settings"
              data-method="PATCH"
              data-path="/settings"
            >
              {names.map((name) => (
                <FormField
                  key={name}
                  id={`setting-${name}`}
                  name={name}
                  field={properties[name] ?? {}}
                  value={settings[name]}
                  size={32}
                />
              ))}
              <p class="buttons">
                <button type="submit" class="primary" id={`settings-${id}-save`}>
                  Save
                </button>
              </p>
            </form>
          </Panel>
        ))}
      </div>
    </>
  );
}
