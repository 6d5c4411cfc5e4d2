import { ApiClient } from './api-client';
import { CheckContext } from './context';
import type { OrderType } from './contract';
import { CouldNotRunError, NoResponseError } from './errors';
import { createReport, type Report } from './report';
import { type CheckedRule, checkRule, type Rule } from './rule';
import { authorityRules } from './rules/authority';
import { errorRules } from './rules/errors';
import { progressRules } from './rules/progress';
import { responseRules } from './rules/responses';
import { sessionRules } from './rules/session';
import { sessionFormatRules } from './rules/session-format';
import { sessionUniquenessRules } from './rules/session-uniqueness';
import { socketRules } from './rules/socket';
import { socketMessageRules } from './rules/socket-messages';
import { transactionRules } from './rules/transaction';
import { webhookRules } from './rules/webhooks';
import type { AskToPay, CheckOptions } from './setup';
import { listenForWebhooks } from './webhook-listener';

export type Target = {
  apiUrl: string;
  token: string;
  /** The port to receive webhooks on; `null` skips the rules about webhooks. */
  webhookPort: number | null;
};

export type CheckCallbacks = {
  /** `null` if nobody pays. */
  askToPay: AskToPay | null;
  onRuleChecked(rule: CheckedRule): void;
  onListening(port: number): void;
};

const paymentRules = (type: OrderType) => [
  ...progressRules(type),
  ...authorityRules(type),
  ...socketMessageRules(type),
  ...webhookRules(type),
];

/** Rules that need a payment run late, and rules about all responses last. */
export const ALL_RULES: Rule[] = [
  ...sessionRules('buy'),
  ...sessionRules('sell'),
  ...sessionFormatRules,
  ...sessionUniquenessRules,
  ...errorRules,
  ...transactionRules,
  ...socketRules,
  ...paymentRules('buy'),
  ...paymentRules('sell'),
  ...responseRules,
];

/** @throws CouldNotRunError when the implementation does not respond or the port is in use */
export async function checkConformance(
  { apiUrl, token, webhookPort }: Target,
  options: CheckOptions,
  { askToPay, onRuleChecked, onListening }: CheckCallbacks,
): Promise<Report> {
  const startedAt = new Date();
  const webhooks = webhookPort === null ? null : await listenForWebhooks(webhookPort);
  if (webhooks) onListening(webhooks.port);
  const client = new ApiClient(apiUrl, token);
  const context = new CheckContext({ options, client, webhooks, askToPay });
  const rules: CheckedRule[] = [];
  try {
    await requireResponse(client);
    for (const rule of ALL_RULES) {
      const checked = await checkRule(rule, context);
      rules.push(checked);
      onRuleChecked(checked);
    }
  } finally {
    await webhooks?.close();
  }
  return createReport(apiUrl, startedAt, rules, options.skip);
}

/** A URL that does not respond is an invalid argument, not a failed rule. */
async function requireResponse(client: ApiClient): Promise<void> {
  await client.kycStatus('conformance-nobody').catch((error: unknown) => {
    if (!(error instanceof NoResponseError)) throw error;
    throw new CouldNotRunError(error.message);
  });
}
