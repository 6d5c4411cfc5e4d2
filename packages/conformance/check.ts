import { CouldNotRunError } from './could-not-run';
import { ApiClient, NoAnswer } from './exchange';
import { type Finding, judge } from './judge';
import { Lab } from './lab';
import { type Report, reportOf } from './report';
import { allRules } from './rules/all';
import type { AskToPay, CheckOptions } from './setup';
import { listenForWebhooks } from './webhook-listener';

export type Target = {
  apiUrl: string;
  token: string;
  /** Where to listen for webhooks; `null` leaves them unchecked. */
  webhookPort: number | null;
};

export type Audience = {
  /** `null` when nobody is there to pay. */
  askToPay: AskToPay | null;
  onFinding(finding: Finding): void;
  onListening(port: number): void;
};

/** Checks every rule in turn. @throws CouldNotRunError when the implementation does not answer. */
export async function checkConformance(
  target: Target,
  options: CheckOptions,
  { askToPay, onFinding, onListening }: Audience,
): Promise<Report> {
  const { apiUrl, token, webhookPort } = target;
  const startedAt = new Date();
  const webhooks = webhookPort === null ? null : await listenForWebhooks(webhookPort);
  if (webhooks) onListening(webhooks.port);
  const client = new ApiClient(apiUrl, token);
  const lab = new Lab({ options, client, webhooks, askToPay });
  const findings: Finding[] = [];
  try {
    await requireAnswer(client);
    for (const rule of allRules) {
      const finding = await judge(rule, lab);
      findings.push(finding);
      onFinding(finding);
    }
  } finally {
    await webhooks?.close();
  }
  return reportOf(apiUrl, startedAt, findings);
}

/** An address where nobody answers is a mistake in the arguments, and no finding about anybody. */
async function requireAnswer(client: ApiClient): Promise<void> {
  await client.kycStatus('conformance-nobody').catch((error: unknown) => {
    if (!(error instanceof NoAnswer)) throw error;
    throw new CouldNotRunError(error.message);
  });
}
