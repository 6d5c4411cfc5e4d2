import { ApiClient } from './api-client';
import { CheckContext } from './context';
import { CouldNotRunError, NoResponseError } from './errors';
import { createReport, type Report } from './report';
import { type CheckedRule, checkRule, type Rule } from './rule';
import { channelRules } from './rules/channels';
import { errorRules } from './rules/errors';
import { progressRules } from './rules/progress';
import { responseRules } from './rules/responses';
import { sessionFormatRules, sessionRules } from './rules/session';
import { socketRules } from './rules/socket';
import { transactionRules } from './rules/transaction';
import type { AskToPay, CheckOptions } from './setup';
import { listenForWebhooks } from './webhook-listener';

export type Target = {
  apiUrl: string;
  token: string;
  /** The port to receive webhooks on; `null` skips the rules about webhooks. */
  webhookPort: number | null;
};

export type CheckCallbacks = {
  /** `null` if there is no person to pay. */
  askToPay: AskToPay | null;
  onRuleChecked(rule: CheckedRule): void;
  onListening(port: number): void;
};

/** Rules that need a person run late, and rules about all responses last. */
export const ALL_RULES: Rule[] = [
  ...sessionRules('buy'),
  ...sessionFormatRules,
  ...sessionRules('sell'),
  ...errorRules,
  ...transactionRules,
  ...socketRules,
  ...progressRules('buy'),
  ...channelRules('buy'),
  ...progressRules('sell'),
  ...channelRules('sell'),
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
  return createReport(apiUrl, startedAt, rules);
}

/** A URL that does not respond is an invalid argument, not a failed rule. */
async function requireResponse(client: ApiClient): Promise<void> {
  await client.kycStatus('conformance-nobody').catch((error: unknown) => {
    if (!(error instanceof NoResponseError)) throw error;
    throw new CouldNotRunError(error.message);
  });
}
