import type { Check, CheckName } from '../doctor/check';
import type { Environment } from '../env';
import type { Evidence } from './data';

/** The go-live checklist of the Proof contract, in its order. docs/going-live.md has the same. */
export const itemNames = [
  'credentials',
  'addresses',
  'bearer',
  'session',
  'widget',
  'channel',
  'assets',
  'rejections',
  'retries',
  'verification',
  'outcomes',
  'sell',
  'webhook',
] as const;
export type ItemName = (typeof itemNames)[number];

export const itemTitles: Record<ItemName, string> = {
  credentials: 'Credentials received, off-ramp confirmed',
  addresses: "Your servers' IP addresses registered, for sandbox and production separately",
  bearer: 'Every server call carries the bearer token',
  session: 'Session requested with all required fields',
  widget: 'Script loaded, every response parameter passed verbatim',
  channel: 'At least one status channel on the server, stopping at a terminal status',
  assets: 'Every asset in `PROOF_ASSETS` yields an address',
  rejections: '`wallet_not_supported` and `currency_not_allowed` surfaced to operators',
  retries: '502 retried with a small backoff',
  verification: 'First-time verification and a returning verified customer tested',
  outcomes: 'A buy seen `completed`, and a failure seen `failed`',
  sell: 'A sell seen `completed`, if enabled',
  webhook: 'The webhook responds 2xx fast and is idempotent',
};

export type ItemState = 'done' | 'missing' | 'unknown';

export type Link = { label: string; href: string };

export type Judgement = {
  state: ItemState;
  /** What the data says. */
  found: string;
  /** How to get what is missing. */
  next?: string;
  evidence?: Link[];
};

export type Item = Judgement & { name: ItemName; title: string };

export type Facts = Evidence & {
  settings: Pick<Environment, 'PROOF_ASSETS' | 'PROOF_OFFRAMP_ENABLED' | 'TRUSTED_PROXY_HOPS'>;
  /** What the doctor found. */
  checks: readonly Check[];
};

export const doctorLink: Link = { label: 'Doctor', href: '/ops/doctor' };

export function orderLink(label: string, { id }: { id: string }): Link {
  return { label, href: `/ops/transactions/${id}` };
}

export function findCheck({ checks }: Facts, name: CheckName): Check | undefined {
  return checks.find((check) => check.name === name);
}

/** What the doctor says to do first. */
export function firstFix(check: Check | undefined): string {
  return (check && 'fix' in check && check.fix[0]) || 'Run the doctor.';
}
