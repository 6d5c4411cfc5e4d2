import type { CheckContext } from '../context';
import { type OrderType, schemaErrors, timestampSchema, webhookSchema } from '../contract';
import { RuleFailedError, RuleSkippedError } from '../errors';
import type { ObservedTransaction } from '../observe-transaction';
import { statusOf } from '../push';
import type { Rule } from '../rule';
import type { ReceivedWebhook, WebhookListener } from '../webhook-listener';
import { expectAgreement, missingChanges, noteDelivery } from './agreement';
import { MAX_CLOCK_DIFFERENCE_MS } from './expect';

function requireListener({ setup }: CheckContext): WebhookListener {
  if (setup.webhooks === null) throw new RuleSkippedError('needs --webhook-port', 'webhooks');
  return setup.webhooks;
}

async function webhooksOf(context: CheckContext, type: OrderType) {
  requireListener(context);
  const observed = await context.observed(type);
  const webhooks = observed.webhooks ?? [];
  if (webhooks.length === 0) throw new RuleSkippedError('none arrived');
  return { observed, webhooks };
}

function expectShape({ method, headers, body }: ReceivedWebhook): void {
  const contentType = headers['content-type'] ?? '';
  if (method !== 'POST') throw new RuleFailedError(`the method is ${method}`);
  if (!contentType.includes('application/json'))
    throw new RuleFailedError(`the content type is "${contentType}"`);
  const errors = schemaErrors(webhookSchema, body);
  if (errors.length > 0) throw new RuleFailedError(errors.join('; '));
}

/** Expects the amount from `processing` on, and the time of the change instead of the creation. */
function expectChange(webhook: ReceivedWebhook): void {
  const { body } = webhook;
  const status = statusOf(webhook);
  if (status === null || status === 'pending') return;
  const isPaid = status === 'processing' || status === 'completed';
  if (isPaid && !body?.crypto_amount)
    throw new RuleFailedError(`crypto_amount is empty while the transaction is ${status}`);
  const [created, updated] = [body?.created_at, body?.updated_at].map((time) =>
    Date.parse(String(time)),
  );
  // Times can have whole seconds, so a change may have the time of the creation.
  if (created !== undefined && created === updated && created % 1_000 !== 0)
    throw new RuleFailedError(`updated_at of ${status} is the time of the creation`);
}

/** Without fractions, which one of two channels may leave out. */
const wholeSeconds = (time: unknown) => Math.floor(Date.parse(String(time)) / 1_000);

function expectSameCreation(webhooks: ReceivedWebhook[], read: unknown): void {
  // Another rule reports a read without a valid time.
  if (!timestampSchema.safeParse(read).success) return;
  for (const { body } of webhooks) {
    const pushed = body?.created_at ?? read;
    if (wholeSeconds(pushed) === wholeSeconds(read)) continue;
    const difference = `created_at is ${JSON.stringify(pushed)}, not ${JSON.stringify(read)}`;
    throw new RuleFailedError(`${difference} as in GET`);
  }
}

/** The time of a change can differ a little from that in GET, but not by a time zone. */
function expectSameChange(webhook: ReceivedWebhook, { snapshots }: ObservedTransaction): void {
  const updated = webhook.body?.updated_at;
  const read = snapshots.find(({ status }) => status === statusOf(webhook))?.fields.updated_at;
  const differenceMs = Math.abs(Date.parse(String(updated)) - Date.parse(String(read)));
  if (!(differenceMs > MAX_CLOCK_DIFFERENCE_MS)) return;
  const difference = `updated_at is ${JSON.stringify(updated)}, not ${JSON.stringify(read)}`;
  throw new RuleFailedError(`${difference} as in GET`);
}

/** What webhooks report from the session to the end of a transaction. */
export const webhookRules = (type: OrderType): Rule[] => [
  {
    id: `${type}.webhook-arrives`,
    title: `webhooks about a ${type} arrive`,
    certainty: 'documented',
    run: async (context) => {
      const { received } = requireListener(context);
      const { webhooks } = await context.observed(type);
      if (webhooks && webhooks.length > 0) return [`${webhooks.length} arrived`];
      const others = received.length > 0 ? `, but ${received.length} about something else` : '';
      const question = 'is the URL of this port registered with the provider?';
      throw new RuleFailedError(`none arrived about this ${type}${others}: ${question}`);
    },
  },
  {
    id: `${type}.webhook-shape`,
    title: `every webhook about a ${type} is a JSON POST of the documented shape`,
    certainty: 'documented',
    run: async (context) => {
      const { webhooks } = await webhooksOf(context, type);
      for (const webhook of webhooks) {
        expectShape(webhook);
        expectChange(webhook);
      }
      return [];
    },
  },
  {
    id: `${type}.webhook-agrees`,
    title: `webhooks and GET agree about a ${type}`,
    certainty: 'documented',
    run: async (context) => {
      const { observed, webhooks } = await webhooksOf(context, type);
      expectAgreement(observed, webhooks);
      expectSameCreation(webhooks, observed.reads[0]?.fields.created_at);
      for (const webhook of webhooks) expectSameChange(webhook, observed);
      return [];
    },
  },
  {
    id: `${type}.webhook-delivery`,
    title: `which changes of a ${type} arrive as webhooks, how often, and how late`,
    certainty: 'assumed',
    run: async (context) => {
      const { observed, webhooks } = await webhooksOf(context, type);
      const missing = missingChanges(observed, webhooks);
      const notes = noteDelivery(observed, webhooks);
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
