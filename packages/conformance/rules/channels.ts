import type { CheckContext } from '../context';
import {
  canFollow,
  type OrderType,
  type Status,
  schemaErrors,
  socketMessageSchema,
  statusSchema,
  webhookSchema,
} from '../contract';
import { RuleFailedError, RuleSkippedError } from '../errors';
import type { ObservedTransaction } from '../observe-transaction';
import type { Rule } from '../rule';

/** The bodies of socket messages or webhooks, oldest first; `null` if one is not an object. */
type Messages = (Record<string, unknown> | null)[];

const MATCHING_FIELDS = ['merchant_transaction_id', 'type', 'currency', 'fiat_currency'];

async function socketOf(context: CheckContext, type: OrderType) {
  const observed = await context.observed(type);
  if (!observed.socket.opened) throw new RuleSkippedError('the socket did not open');
  return { observed, socket: observed.socket.socket };
}

async function webhooksOf(context: CheckContext, type: OrderType) {
  if (context.setup.webhooks === null) throw new RuleSkippedError('needs --webhook-port');
  const observed = await context.observed(type);
  const webhooks = observed.webhooks ?? [];
  if (webhooks.length === 0)
    throw new RuleSkippedError('none arrived: is the URL registered with Proof?');
  return { observed, webhooks, bodies: webhooks.map(({ body }) => body) };
}

const statusesOf = (messages: Messages): Status[] =>
  messages.flatMap((fields) => statusSchema.safeParse(fields?.status).data ?? []);

/** The changes that polling saw but no message reported. The first status is not a change. */
function missingChanges({ snapshots }: ObservedTransaction, messages: Messages): Status[] {
  const reported = statusesOf(messages);
  const changes = snapshots.slice(1).map(({ status }) => status);
  return changes.filter((status) => !reported.includes(status));
}

function expectAgreement(observed: ObservedTransaction, messages: Messages): void {
  expectReachableStatuses(observed, statusesOf(messages));
  const { session, final } = observed;
  for (const fields of messages) {
    for (const name of MATCHING_FIELDS) {
      const expected = name === 'merchant_transaction_id' ? session.id : final.fields[name];
      if (fields?.[name] === undefined || fields[name] === expected) continue;
      throw new RuleFailedError(`${name} is ${JSON.stringify(fields[name])}`, final.response);
    }
  }
}

function expectReachableStatuses(observed: ObservedTransaction, reported: Status[]): void {
  const { snapshots, final } = observed;
  let previous = snapshots[0]?.status ?? 'pending';
  // Messages may repeat or be late: each status is reachable or was reported before.
  const seen = new Set<Status>([previous]);
  for (const status of reported) {
    if (!seen.has(status) && !canFollow(previous, status))
      throw new RuleFailedError(`it reported ${status} after ${previous}`, final.response);
    seen.add(status);
    previous = status;
  }
  if (reported.length > 0 && !reported.includes(final.status)) {
    const message = `it reported ${reported.join(', ')}; GET returned ${final.status}`;
    throw new RuleFailedError(message, final.response);
  }
}

/** The socket and the webhooks must agree with GET. */
export const channelRules = (type: OrderType): Rule[] => [
  {
    id: `${type}.socket-messages`,
    title: `every socket message about a ${type} has the documented shape`,
    certainty: 'documented',
    run: async (context) => {
      const { socket } = await socketOf(context, type);
      const errors = socket.messages.flatMap((body) => schemaErrors(socketMessageSchema, body));
      if (errors.length > 0) throw new RuleFailedError([...new Set(errors)].join('; '));
      return [];
    },
  },
  {
    id: `${type}.socket-complete`,
    title: `the socket reports every change of a ${type} that polling sees`,
    certainty: 'documented',
    run: async (context) => {
      const { observed, socket } = await socketOf(context, type);
      const missing = missingChanges(observed, socket.messages);
      if (missing.length > 0) throw new RuleFailedError(`not reported: ${missing.join(', ')}`);
      return [];
    },
  },
  {
    id: `${type}.socket-agrees`,
    title: `the socket and GET agree about a ${type}`,
    certainty: 'documented',
    run: async (context) => {
      const { observed, socket } = await socketOf(context, type);
      expectAgreement(observed, socket.messages);
      return [];
    },
  },
  {
    id: `${type}.socket-after-end`,
    title: `what the socket does after the end of a ${type}`,
    certainty: 'assumed',
    run: async (context) => {
      const { closeCode } = (await socketOf(context, type)).socket;
      return [closeCode === null ? 'it stays open' : `it closes with code ${closeCode}`];
    },
  },
  {
    id: `${type}.webhook-shape`,
    title: `every webhook about a ${type} is a JSON POST of the documented shape`,
    certainty: 'documented',
    run: async (context) => {
      const { webhooks } = await webhooksOf(context, type);
      for (const { method, headers, body } of webhooks) {
        const contentType = headers['content-type'] ?? '';
        if (method !== 'POST') throw new RuleFailedError(`the method is ${method}`);
        if (!contentType.includes('application/json'))
          throw new RuleFailedError(`the content type is "${contentType}"`);
        const errors = schemaErrors(webhookSchema, body);
        if (errors.length > 0) throw new RuleFailedError(errors.join('; '));
      }
      return [];
    },
  },
  {
    id: `${type}.webhook-agrees`,
    title: `webhooks and GET agree about a ${type}`,
    certainty: 'documented',
    run: async (context) => {
      const { observed, bodies } = await webhooksOf(context, type);
      expectAgreement(observed, bodies);
      return [];
    },
  },
  {
    id: `${type}.webhook-delivery`,
    title: `which changes of a ${type} arrive as webhooks, and how often`,
    certainty: 'assumed',
    run: async (context) => {
      const { observed, bodies } = await webhooksOf(context, type);
      const missing = missingChanges(observed, bodies);
      const notes = [`arrived: ${statusesOf(bodies).join(', ')}`];
      return missing.length > 0 ? [...notes, `missing: ${missing.join(', ')}`] : notes;
    },
  },
  {
    id: `${type}.webhook-headers`,
    title: `headers that might authenticate a webhook about a ${type}`,
    certainty: 'assumed',
    run: async (context) => {
      const { webhooks } = await webhooksOf(context, type);
      const names = new Set(webhooks.flatMap(({ headers }) => Object.keys(headers)));
      const found = [...names].filter((name) => /sign|hmac|secret|auth|timestamp/.test(name));
      return [found.length > 0 ? found.join(', ') : 'none'];
    },
  },
];
