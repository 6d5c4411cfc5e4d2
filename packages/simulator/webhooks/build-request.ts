import type { FaultId, InjectedFaults, ParametersOf } from '../injected-faults/injected-faults';
import type { snapshotOf } from '../provider/transaction';
import type { WebhookRequest } from './delivery';

type WebhookBody = ReturnType<typeof snapshotOf>;

function malformed(body: WebhookBody, how: ParametersOf<'webhook_malformed'>['how']): string {
  const text = JSON.stringify(body);
  switch (how) {
    case 'truncated':
      return text.slice(0, Math.floor(text.length / 2));
    case 'not_json':
      return '<xml>not json</xml>';
    case 'wrong_types':
      return JSON.stringify({ ...body, merchant_transaction_id: 42, status: ['completed'] });
    case 'missing_fields':
      return JSON.stringify({ status: body.status });
    case 'empty':
      return '';
  }
}

function oversized(body: WebhookBody, bytes: number): string {
  const bare = JSON.stringify({ ...body, padding: '' });
  return JSON.stringify({ ...body, padding: 'x'.repeat(Math.max(0, bytes - bare.length)) });
}

/** The requests for one status change, one per URL, with the injected faults applied to all. */
export function buildRequests(
  { urls, headersFor }: { urls: string[]; headersFor: (body: string) => Record<string, string> },
  body: WebhookBody,
  injectedFaults: InjectedFaults,
): WebhookRequest[] {
  const target = { transactionId: body.merchant_transaction_id, status: body.status };
  const faults: FaultId[] = [];
  const take = <Id extends FaultId>(id: Id) => {
    const parameters = injectedFaults.take(id, target);
    if (parameters) faults.push(id);
    return parameters;
  };
  const malformation = take('webhook_malformed');
  const padding = malformation ? null : take('webhook_oversized');
  const secret = take('webhook_wrong_secret')?.secret;
  const pauseMs = take('webhook_slow')?.delayMs ?? 0;
  let requestBody = JSON.stringify(body);
  if (malformation) requestBody = malformed(body, malformation.how);
  if (padding) requestBody = oversized(body, padding.bytes);
  const headers = headersFor(requestBody);
  return urls.map((url) => ({
    url: secret === undefined ? url : new URL(secret, url).href,
    body,
    requestBody,
    pauseMs,
    headers,
    faults,
    resendOf: null,
  }));
}
