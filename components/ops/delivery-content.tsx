import type { DeliveryRow } from '@/lib/ops/loaders';

/** Why the verdict, and behind it what was received. Shown as text: it comes from anybody. */
export function DeliveryContent({ delivery }: { delivery: DeliveryRow }) {
  const bytes = new TextEncoder().encode(delivery.body).length;
  return (
    <details>
      <summary className="rounded-sm text-muted hover:text-ink">
        {delivery.reason}
        <span className="ml-2 whitespace-nowrap">{bytes.toLocaleString('en')} bytes</span>
      </summary>
      <p className="mt-2 text-muted">Headers</p>
      <Raw text={formatHeaders(delivery.headers)} />
      <p className="mt-2 text-muted">Body</p>
      <Raw text={formatBody(delivery.body)} />
    </details>
  );
}

function Raw({ text }: { text: string }) {
  return (
    <pre className="mt-1 max-h-80 max-w-3xl overflow-auto whitespace-pre-wrap break-all rounded-sm bg-raised p-2 font-mono leading-4">
      {text || 'empty'}
    </pre>
  );
}

function formatHeaders(headers: DeliveryRow['headers']): string {
  if (typeof headers !== 'object' || headers === null) return String(headers ?? '');
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');
}

/** Indented where it is JSON, untouched where it is not. */
function formatBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
