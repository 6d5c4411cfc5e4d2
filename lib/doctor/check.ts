/** What a check found. Texts must be free of secrets. */
export type Finding =
  | { status: 'passed'; found: string }
  /** Works, but should be looked at. */
  | ({ status: 'warning' } & Problem)
  | ({ status: 'failed' } & Problem)
  /** `found` says why it could not run. */
  | { status: 'skipped'; found: string };

export type Problem = {
  found: string;
  why: string;
  /** What to type or change, one step per entry. Commands are in backticks. */
  fix: string[];
};

export type Status = Finding['status'];

/** In the order in which they are listed. */
export const checkNames = [
  'environment',
  'settings',
  'database',
  'databaseVersion',
  'migrations',
  'databaseClock',
  'notifications',
  'disk',
  'provider',
  'token',
  'providerClock',
  'widgetScript',
  'app',
  'webhook',
  'contentPolicy',
  'streaming',
] as const;
export type CheckName = (typeof checkNames)[number];

const titles: Record<CheckName, string> = {
  environment: 'Environment',
  settings: 'Safe settings',
  database: 'Database',
  databaseVersion: 'PostgreSQL version',
  migrations: 'Migrations',
  databaseClock: 'Clock against the database',
  notifications: 'LISTEN and NOTIFY',
  disk: 'Disk of the database',
  provider: 'Proof',
  token: 'Client token',
  providerClock: 'Clock against Proof',
  widgetScript: 'Widget script',
  app: 'Public URL',
  webhook: 'Webhook and its secret',
  contentPolicy: 'Content security policy',
  streaming: 'Live events',
};

export type Check = Finding & { name: CheckName; title: string };

export const passed = (found: string): Finding => ({ status: 'passed', found });
export const skipped = (found: string): Finding => ({ status: 'skipped', found });
export const failed = (problem: Problem): Finding => ({ status: 'failed', ...problem });
export const warning = (problem: Problem): Finding => ({ status: 'warning', ...problem });

export function check(name: CheckName, finding: Finding): Check {
  return { name, title: titles[name], ...finding };
}

/** For checks that need what another check found missing. */
export function skipAll(names: readonly CheckName[], reason: string): Check[] {
  return names.map((name) => check(name, skipped(reason)));
}

/** The reason of an error in one line. Network errors have it in their cause. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  // Node.js tries several addresses, and joins their errors in one without a message.
  const code = 'code' in cause ? String(cause.code) : cause.name;
  return cause.message || code;
}
