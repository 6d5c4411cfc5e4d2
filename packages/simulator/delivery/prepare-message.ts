import type { FaultId } from '../faults/registry';
import type { Switchboard } from '../faults/switchboard';
import type { Message, WebhookBody } from './delivery';

type MalformedHow = 'truncated' | 'not_json' | 'wrong_types' | 'missing_fields' | 'empty';

function malformed(body: WebhookBody, how: MalformedHow): string {
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

/** The request for one status change, spoilt by whichever faults strike it. */
export function prepareMessage(url: string, body: WebhookBody, board: Switchboard): Message {
  const about = { transactionId: body.merchant_transaction_id, status: body.status };
  const struck: FaultId[] = [];
  const take = <Id extends FaultId>(id: Id) => {
    const parameters = board.take(id, about);
    if (parameters) struck.push(id);
    return parameters;
  };
  const broken = take('webhook_malformed');
  const large = broken ? null : take('webhook_oversized');
  const secret = take('webhook_wrong_secret')?.secret;
  const pauseMs = take('webhook_slow')?.delayMs ?? 0;
  let requestBody = JSON.stringify(body);
  if (broken) requestBody = malformed(body, broken.how);
  if (large) requestBody = oversized(body, large.bytes);
  return {
    url: secret === undefined ? url : new URL(secret, url).href,
    body,
    requestBody,
    pauseMs,
    faults: struck,
    resendOf: null,
  };
}
