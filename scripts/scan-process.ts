import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { startDeployment } from '../faults/harness/deployment';
import { addCustomer, mintMany } from '../faults/harness/mint';
import type { Query } from '../faults/harness/side-effect-log';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';
import { lastLines, runToEnd } from '../tools/process/run-to-end';

const ANSWERS = 'docs/security.md';
const ORDERS = 5;

/**
 * All modules of wapiti but those that ask a server of wapiti's authors (ssrf, xxe), guess names of
 * other software (buster, nikto, wapp), or submit a password form, which the app does not have.
 */
const MODULES = [
  ...['backup', 'blindsql', 'cookieflags', 'crlf', 'csp', 'csrf', 'exec', 'file', 'htaccess'],
  ...['http_headers', 'methods', 'permanentxss', 'redirect', 'shellshock', 'sql', 'xss'],
];
const LIMITS = ['--max-scan-time', '180', '--max-attack-time', '60', '--depth', '4'];

const findingSchema = z.object({ method: z.string(), path: z.string(), info: z.string() });
type Finding = z.infer<typeof findingSchema> & { kind: string };

const findingsSchema = z.record(z.string(), z.array(findingSchema));
const reportSchema = z.object({
  vulnerabilities: findingsSchema,
  anomalies: findingsSchema,
  additionals: findingsSchema,
});

type Visitor = { name: string; startPaths: string[]; cookie?: string };

/**
 * Scans the deployment of docs/going-live.md with wapiti: signed out, as a customer and as an
 * operator. Exits with 1 if docs/security.md does not answer a kind of finding, or the app answered
 * with 5xx.
 */
runCommand(async (scope) => {
  const folder = '.data/scan';
  const { stack, proxy } = await startDeployment({ scope, folder });
  const customer = await addCustomer(stack);
  const operator = await addCustomer(stack);
  await stack.query("UPDATE users SET role = 'operator' WHERE id = $1", [operator.id]);
  const [order] = await mintMany([customer], ORDERS);
  if (!order) throw new RangeError('There is no order to scan.');
  await ignoreSignOuts(stack.query);

  const visitors: Visitor[] = [
    { name: 'signed out', startPaths: ['/', '/sign-in', '/buy'] },
    {
      name: 'customer',
      cookie: await stack.cookie(customer.id),
      startPaths: [
        '/buy?amount=100&asset=TRC20:USDT',
        '/sell',
        `/transactions/${order.id}`,
        '/transactions?status=failed',
      ],
    },
    {
      name: 'operator',
      cookie: await stack.cookie(operator.id),
      startPaths: [
        '/ops',
        '/ops/calls',
        `/ops/transactions/${order.id}`,
        '/ops/transactions?query=a',
      ],
    },
  ];
  const unanswered = new Set<string>();
  for (const visitor of visitors) {
    const findings = await scan(proxy.url, visitor, folder);
    console.log(`\n${visitor.name}`);
    for (const kind of printFindings(findings)) unanswered.add(kind);
  }
  const statuses = [...proxy.readLogs().matchAll(/"status":(\d)/g)].map(([, digit]) => digit);
  const failed = statuses.filter((digit) => digit === '5').length;
  console.log(`\n${statuses.length} requests, ${failed} of them answered with 5xx`);
  if (unanswered.size > 0) console.log(`${ANSWERS} does not answer: ${[...unanswered].join(', ')}`);
  return unanswered.size > 0 || failed > 0 ? 1 : 0;
});

/** Prints what was found, and returns the kinds that docs/security.md does not answer. */
function printFindings(findings: Finding[]): string[] {
  const answers = readFileSync(ANSWERS, 'utf8');
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  for (const kind of kinds) {
    const found = findings.filter((finding) => finding.kind === kind);
    console.log(`  ${kind}: ${found.length}`);
    const where = found.map(({ method, path, info }) => `    ${method} ${path}: ${info}`);
    console.log([...new Set(where)].join('\n'));
  }
  return kinds.filter((kind) => !answers.includes(`| ${kind} |`));
}

/** The scanner submits every form, and the cookie has to sign in until it ends. */
async function ignoreSignOuts(query: Query): Promise<void> {
  await query(`
    CREATE FUNCTION end_no_sign_in() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN NEW.id := gen_random_uuid(); RETURN NEW; END';
    CREATE FUNCTION keep_sign_ins() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN NEW.sign_in_version := OLD.sign_in_version; RETURN NEW; END';
    CREATE TRIGGER end_no_sign_in BEFORE INSERT ON ended_sign_ins
      FOR EACH ROW EXECUTE FUNCTION end_no_sign_in();
    CREATE TRIGGER keep_sign_ins BEFORE UPDATE ON users
      FOR EACH ROW EXECUTE FUNCTION keep_sign_ins()`);
}

async function scan(
  url: string,
  { name, cookie, startPaths }: Visitor,
  folder: string,
): Promise<Finding[]> {
  const file = path.resolve(folder, `${name.replace(' ', '-')}.json`);
  const { code, output } = await runToEnd('wapiti', [
    ...['--url', url, '--scope', 'folder', '--flush-session', '--no-bugreport', '--verbose', '1'],
    ...startPaths.flatMap((startPath) => ['--start', new URL(startPath, url).href]),
    ...(cookie ? ['--header', `Cookie: ${cookie}`] : []),
    ...['--module', MODULES.join(','), ...LIMITS],
    ...['--store-session', path.resolve(folder, 'wapiti'), '--format', 'json', '--output', file],
  ]);
  if (code !== 0) throw new CommandError(`wapiti failed:\n${lastLines(output)}`);
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const groups = [report.vulnerabilities, report.anomalies, report.additionals];
  return groups.flatMap((group) =>
    Object.entries(group).flatMap(([kind, findings]) =>
      findings.map((finding) => ({ kind, ...finding })),
    ),
  );
}
