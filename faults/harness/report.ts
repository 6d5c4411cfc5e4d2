import { z } from 'zod';
import type { Fault, FaultContext } from './fault';
import { inSeconds, passed } from './fault';

export const measuredSchema = z.object({
  title: z.string(),
  figure: z.string(),
  injected: z.number(),
  lost: z.number(),
  mismatched: z.number(),
  duplicated: z.number(),
  /** Null when it never was well again: JSON has no infinity. */
  recoveryMs: z.number().nullish(),
  failures: z.array(z.string()),
  notes: z.array(z.string()),
  passed: z.boolean(),
  seconds: z.number(),
});
export type Measured = z.infer<typeof measuredSchema>;

const nothing = { injected: 0, lost: 0, mismatched: 0, duplicated: 0, notes: [] };

/** Runs a fault. One that breaks off has not reached its figure, whatever it had counted so far. */
export async function measure(fault: Fault, context: FaultContext): Promise<Measured> {
  const { title, figure } = fault;
  const startMs = performance.now();
  const result = await fault.run(context).catch((error: unknown) => ({
    ...nothing,
    failures: [`broke off: ${error instanceof Error ? (error.stack ?? error.message) : error}`],
  }));
  const seconds = (performance.now() - startMs) / 1_000;
  return { title, figure, ...result, passed: passed(result), seconds };
}

export function brokenOff(title: string, reason: string): Measured {
  const failures = [`broke off: ${reason}`];
  return { title, figure: '', ...nothing, failures, passed: false, seconds: 0 };
}

const columns = ['fault', 'injected', 'lost', 'mismatched', 'duplicated', 'recovery', 'figure', ''];

/** One table for all, and under it what went wrong and what is worth knowing. */
export function formatReport(results: { number: number; measured: Measured }[]): string {
  const rows = results.map(({ number, measured }) => [
    `${String(number).padStart(2)} ${measured.title}`,
    measured.injected.toLocaleString('en'),
    String(measured.lost),
    String(measured.mismatched),
    String(measured.duplicated),
    describeRecovery(measured.recoveryMs),
    measured.figure,
    measured.passed ? 'reached' : 'MISSED',
  ]);
  const all = [columns, ...rows];
  const widths = columns.map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = (column: number) => column > 0 && column < 6;
  const line = (row: string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const remarks = results.flatMap(({ number, measured: { failures, notes } }) => [
    ...failures.map((text) => `${String(number).padStart(2)} MISSED: ${text}`),
    ...notes.map((text) => `${String(number).padStart(2)} ${text}`),
  ]);
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return [line(columns), rule, ...rows.map(line), '', ...remarks].join('\n');
}

function describeRecovery(recoveryMs: number | null | undefined): string {
  if (recoveryMs === undefined) return '';
  return inSeconds(recoveryMs ?? Infinity);
}
