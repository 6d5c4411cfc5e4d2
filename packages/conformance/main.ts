import { writeFile } from 'node:fs/promises';
import { type Arguments, readArguments, USAGE, UsageError } from './arguments';
import { checkConformance } from './check';
import { CouldNotRunError } from './could-not-run';
import { servePaymentPage } from './payment-page';
import { lineFor, summaryFor } from './report';
import type { AskToPay } from './setup';

const SETTLE_MS = 20_000;
const QUIET_MS = 3_000;
const RETRY_MS = 120_000;
const COULD_NOT_RUN = 2;

try {
  process.exit(await run(readArguments(process.argv.slice(2))));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof CouldNotRunError)) throw error;
  console.error(error instanceof UsageError ? `${error.message}\n\n${USAGE}` : error.message);
  process.exit(COULD_NOT_RUN);
}

async function run(given: Arguments): Promise<number> {
  console.log(`Checking ${given.apiUrl} against the Proof On/Off Ramp contract.\n`);
  const present = given.human && process.stdout.isTTY;
  const report = await checkConformance(
    given,
    { ...given, settleMs: SETTLE_MS, quietMs: QUIET_MS, retryMs: RETRY_MS },
    {
      askToPay: present ? await payInBrowser(given) : null,
      onFinding: (finding) => console.log(lineFor(finding)),
      onListening: (port) =>
        console.log(
          `Listening for webhooks at http://127.0.0.1:${port}/. The provider has to be told a URL that leads here.\n`,
        ),
    },
  );
  console.log(summaryFor(report));
  if (given.jsonFile) await writeReport(given.jsonFile, report);
  return report.counts.failed === 0 ? 0 : 1;
}

async function payInBrowser({ widgetUrl, timeoutMs }: Arguments): Promise<AskToPay> {
  const page = await servePaymentPage(widgetUrl);
  return (session, side) => {
    const url = page.show(session, side);
    console.log(`\n>> Please ${side} here, within ${timeoutMs / 1_000} s: ${url}\n`);
  };
}

async function writeReport(file: string, report: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`).catch((error: Error) => {
    throw new CouldNotRunError(`The report could not be written: ${error.message}.`);
  });
}
