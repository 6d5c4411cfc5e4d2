import type { WidgetSession } from '@/lib/widget-sessions/schema';

export type ObservedCallback = { name: string; payload: unknown; atMs: number };

const secrets = ['init_token', 'signature'];

/** For engineers, with the simulator: what was passed to the widget, and every callback it made. */
export function WidgetInspector({
  session,
  callbacks,
}: {
  session: WidgetSession;
  callbacks: readonly ObservedCallback[];
}) {
  return (
    <details className="mt-3 rounded-md border border-border bg-surface text-sm max-sm:m-3">
      <summary className="cursor-pointer px-4 py-3 font-medium">
        {`Widget inspector (callbacks: ${callbacks.length})`}
      </summary>
      <div className="grid gap-4 border-border border-t p-4">
        <section aria-label="Callbacks">
          <h3 className="font-medium">Callbacks</h3>
          <ol className="mt-2 grid gap-1 font-mono text-xs">
            {callbacks.map(({ name, payload, atMs }) => (
              <li key={atMs} className="break-all">
                <span className="text-muted">{`${(atMs / 1000).toFixed(1)} s`}</span> {name}{' '}
                {payload === undefined ? '' : JSON.stringify(payload)}
              </li>
            ))}
          </ol>
        </section>
        <section aria-label="Parameters">
          <h3 className="font-medium">Parameters, secrets masked</h3>
          <pre className="mt-2 overflow-x-auto font-mono text-xs whitespace-pre-wrap break-all">
            {JSON.stringify(maskSecrets(session), null, 2)}
          </pre>
        </section>
      </div>
    </details>
  );
}

/** A masked value still shows its kind and length, which is what goes wrong most often. */
function maskSecrets(session: WidgetSession): Record<string, unknown> {
  const masked = Object.entries(session).map(([name, value]) =>
    secrets.includes(name) && typeof value === 'string'
      ? [name, `${value.slice(0, 4)}… (${value.length} characters)`]
      : [name, value],
  );
  return Object.fromEntries(masked);
}
