import { readAdapter } from './adapter/read-adapter';
import { readArguments, USAGE, UsageError } from './arguments';
import type { Verdict } from './certificate';
import { certify } from './certify';
import { CouldNotRunError } from './errors';
import { formatList, formatResult, formatSummary } from './reports/terminal';
import { writeReports } from './reports/write';

const EXIT_CODES: Record<Verdict, number> = { certified: 0, failed: 1, incomplete: 3 };
const COULD_NOT_RUN = 2;
const INTERRUPTED = 130;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('--list')) {
  console.log(args.includes('--help') ? USAGE : formatList());
  process.exit(0);
}
// Exiting ends the programs that were started.
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => process.exit(INTERRUPTED));
try {
  process.exit(await run());
} catch (error) {
  if (!(error instanceof UsageError || error instanceof CouldNotRunError)) throw error;
  console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : error.message);
  process.exit(COULD_NOT_RUN);
}

async function run(): Promise<number> {
  const { config, reportDir, only } = readArguments(args);
  const adapter = await readAdapter(config);
  console.log(`Certifying ${adapter.name}.\n`);
  const onResult = (result: Parameters<typeof formatResult>[0]) =>
    console.log(formatResult(result));
  const certificate = await certify(adapter, only, { onResult });
  console.log(formatSummary(certificate));
  if (reportDir)
    console.log(`\nReports: ${(await writeReports(reportDir, certificate)).join(', ')}`);
  return EXIT_CODES[certificate.verdict];
}
