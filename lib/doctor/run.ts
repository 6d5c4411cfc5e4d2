import 'server-only';
import { ConfigurationError, type Environment, env, usesSimulator } from '../env';
import {
  type Check,
  type CheckName,
  check,
  checkNames,
  failed,
  passed,
  reasonOf,
  type Status,
  skipAll,
} from './check';
import { checkDatabase } from './database';
import { checkProvider } from './provider';
import { checkPublicUrl } from './public-url';
import { judgeSettings } from './settings';
import { checkWidgetScript } from './widget';

export type Report = {
  /** False if a check failed. A warning does not count. */
  ok: boolean;
  checkedAt: string;
  counts: Record<Status, number>;
  /** Failed ones first. */
  checks: Check[];
};

/** Runs all checks against the environment of this process. Takes a few seconds. */
export async function runDoctor(): Promise<Report> {
  try {
    const config = env();
    return report(hideSecrets(await checkAll(config), secretsIn(config)));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return report(badEnvironment(error));
  }
}

async function checkAll(config: Environment): Promise<Check[]> {
  const groups = await Promise.all([
    attempt('database', checkDatabase(config.DATABASE_URL)),
    attempt('provider', checkProvider(config)),
    attempt('widgetScript', checkWidgetScript(config)),
    attempt('app', checkPublicUrl(config)),
  ]);
  const provider = usesSimulator(config) ? 'the simulator' : new URL(config.PROOF_API_URL).host;
  return [
    check('environment', passed(`All variables are valid. The provider is ${provider}.`)),
    check('settings', judgeSettings(config)),
    ...groups.flat(),
  ];
}

/** A check that breaks must not hide the others. */
async function attempt(name: CheckName, work: Promise<Check[]>): Promise<Check[]> {
  try {
    return await work;
  } catch (error) {
    const finding = failed({
      found: `The check broke off: ${reasonOf(error)}.`,
      why: 'It says nothing about what was to be checked.',
      fix: ['Run the doctor again.'],
    });
    return [check(name, finding)];
  }
}

function badEnvironment({ problems }: ConfigurationError): Check[] {
  const environment = failed({
    found: problems.join(' '),
    why: 'The app refuses to start, so that a bad value fails the process and no customer.',
    fix: ['Set the variables in .env or on your server. .env.example explains each of them.'],
  });
  const rest = checkNames.filter((name) => name !== 'environment');
  return [check('environment', environment), ...skipAll(rest, 'Needs a valid environment.')];
}

const order: Status[] = ['failed', 'warning', 'skipped', 'passed'];

function report(checks: Check[]): Report {
  const counts = { passed: 0, warning: 0, failed: 0, skipped: 0 };
  for (const { status } of checks) counts[status] += 1;
  return {
    ok: counts.failed === 0,
    checkedAt: new Date().toISOString(),
    counts,
    checks: checks.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status)),
  };
}

/** Errors of libraries can quote a URL or a header. */
function hideSecrets(checks: Check[], secrets: string[]): Check[] {
  const hide = (text: string) =>
    secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '[hidden]'), text);
  return checks.map((one) => ({
    ...one,
    found: hide(one.found),
    ...('fix' in one && { fix: one.fix.map(hide) }),
  }));
}

function secretsIn(env: Environment): string[] {
  const passwords = [env.DATABASE_URL, env.AUTH_EMAIL_SERVER ?? ''].flatMap((url) =>
    URL.canParse(url) ? [new URL(url).password, decodeURIComponent(new URL(url).password)] : [],
  );
  const { AUTH_GITHUB_SECRET, AUTH_GOOGLE_SECRET, PROOF_CLIENT_TOKEN, METRICS_TOKEN } = env;
  const single = [AUTH_GITHUB_SECRET, AUTH_GOOGLE_SECRET, PROOF_CLIENT_TOKEN, METRICS_TOKEN];
  const lists = [env.AUTH_SECRET, env.SESSION_SEALING_KEY ?? [], env.PROOF_WEBHOOK_SECRET].flat();
  return [...passwords, ...single, ...lists].flatMap((text) => text || []);
}
