import { writeFile } from 'node:fs/promises';
import { type Arguments, readArguments, USAGE, UsageError } from './arguments';
import { checkConformance } from './check';
import { CouldNotRunError } from './errors';
import { payByControl } from './pay-by-control';
import { servePaymentPage } from './payment-page';
import { type Conclusion, formatRule, formatSummary } from './report';
import type { AskToPay } from './setup';

const SETTLE_MS = 20_000;
const LAG_MS = 1_000;
const QUIET_MS = 3_000;
const RETRY_MS = 120_000;
const COULD_NOT_RUN = 2;
const EXIT_CODES: Record<Conclusion, number> = { conforms: 0, differs: 1, incomplete: 3 };

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
try {
  process.exit(await run(readArguments(args)));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof CouldNotRunError)) throw error;
  console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : error.message);
  process.exit(COULD_NOT_RUN);
}

async function run(options: Arguments): Promise<number> {
  console.log(`Checking ${options.apiUrl} against the Proof On/Off Ramp contract.\n`);
  const report = await checkConformance(
    options,
    { ...options, settleMs: SETTLE_MS, lagMs: LAG_MS, quietMs: QUIET_MS, retryMs: RETRY_MS },
    {
      askToPay: await choosePayment(options),
      onRuleChecked: (checked) => console.log(formatRule(checked)),
      onListening: (port) =>
        console.log(
          `Listening for webhooks at http://127.0.0.1:${port}/. Register a URL with the provider that forwards to it.\n`,
        ),
    },
  );
  console.log(formatSummary(report));
  if (options.jsonFile) await writeReport(options.jsonFile, report);
  return EXIT_CODES[report.conclusion];
}

/** Returns `null` if nobody can pay: there is neither a control API nor a person at a terminal. */
async function choosePayment(options: Arguments): Promise<AskToPay | null> {
  if (options.skip.includes('payments')) return null;
  if (options.controlUrl !== null) return payByControl(options.controlUrl, options.controlToken);
  return options.human && process.stdout.isTTY ? payInBrowser(options) : null;
}

async function payInBrowser({ widgetUrl, timeoutMs }: Arguments): Promise<AskToPay> {
  const page = await servePaymentPage(widgetUrl);
  return (session, type) => {
    const url = page.show(session, type);
    const verb = type === 'buy' ? 'pay' : 'sell';
    console.log(`\n>> Open this page and ${verb} within ${timeoutMs / 1_000} s: ${url}\n`);
  };
}

async function writeReport(file: string, report: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`).catch((error: Error) => {
    throw new CouldNotRunError(`The report could not be written: ${error.message}.`);
  });
}
