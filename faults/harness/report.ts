import { z } from 'zod';
import type { CaseContext, FaultCase } from './fault-case';
import { formatSeconds, hasPassed } from './fault-case';

export const caseReportSchema = z.object({
  title: z.string(),
  target: z.string(),
  result: z.enum(['passed', 'missed target', 'aborted', 'skipped']),
  injected: z.number(),
  lost: z.number(),
  mismatched: z.number(),
  duplicated: z.number(),
  /** Null if it never recovered, since JSON has no infinity. */
  recoveryMs: z.number().nullish(),
  missed: z.array(z.string()),
  notes: z.array(z.string()),
  seconds: z.number(),
});
export type CaseReport = z.infer<typeof caseReportSchema>;

export async function runFaultCase(
  { title, target, run }: FaultCase,
  context: CaseContext,
): Promise<CaseReport> {
  const startMs = performance.now();
  const elapsedSeconds = () => (performance.now() - startMs) / 1_000;
  try {
    const measurements = await run(context);
    const result = hasPassed(measurements) ? 'passed' : 'missed target';
    return { title, target, result, ...measurements, seconds: elapsedSeconds() };
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...abortedReport(title, reason), target, seconds: elapsedSeconds() };
  }
}

/** An aborted case has no counts, whatever it had counted before. */
export function abortedReport(title: string, reason: string): CaseReport {
  return emptyReport(title, 'aborted', reason);
}

/** The workflow installs nginx, so there the case is aborted instead. */
export function skippedReport(title: string, reason: string): CaseReport {
  return emptyReport(title, process.env.GITHUB_ACTIONS ? 'aborted' : 'skipped', reason);
}

export function isFailure({ result }: CaseReport): boolean {
  return result !== 'passed' && result !== 'skipped';
}

function emptyReport(title: string, result: CaseReport['result'], reason: string): CaseReport {
  const counts = { injected: 0, lost: 0, mismatched: 0, duplicated: 0 };
  return {
    title,
    target: '',
    result,
    ...counts,
    missed: [reason],
    notes: [],
    seconds: 0,
  };
}

const columns = [
  ...['fault case', 'injected', 'lost', 'mismatched', 'duplicated'],
  ...['recovery', 'target', 'result'],
];
const isNumber = (column: number) => column > 0 && column < 6;

/** One table of all reports, then their missed targets and notes. */
export function formatReports(reports: { number: number; report: CaseReport }[]): string {
  const rows = reports.map(({ number, report }) => [
    `${String(number).padStart(2)} ${report.title}`,
    report.injected.toLocaleString('en'),
    String(report.lost),
    String(report.mismatched),
    String(report.duplicated),
    formatRecovery(report.recoveryMs),
    report.target,
    report.result,
  ]);
  const widths = columns.map((_, column) =>
    Math.max(...[columns, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const remarks = reports.flatMap(({ number, report: { result, missed, notes } }) => [
    ...missed.map((text) => `${String(number).padStart(2)} ${result}: ${text}`),
    ...notes.map((text) => `${String(number).padStart(2)} ${text}`),
  ]);
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [line(columns), rule, ...rows.map(line), '', ...remarks].join('\n');
}

function formatRecovery(recoveryMs: number | null | undefined): string {
  return recoveryMs === undefined ? '' : formatSeconds(recoveryMs ?? Infinity);
}
