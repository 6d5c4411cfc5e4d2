import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Result } from './measurement';

const DOCUMENT = 'docs/performance.md';
const [START, END] = ['<!-- npm run bench -->', '<!-- end -->'];

export function printResults(results: readonly Result[]): void {
  const rows = results.map((result) => {
    const { measured, comparedWith, ratio, target, result: outcome } = describe(result);
    return [result.name, { measured, comparedWith, ratio, target, result: outcome }];
  });
  console.table(Object.fromEntries(rows));
}

/** Replaces the table between the two comments; the rest of the document is written by hand. */
export function writeDocument(results: readonly Result[]): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before] = text.split(START);
  const [, after] = text.split(END);
  if (before === undefined || after === undefined)
    throw new Error(`${DOCUMENT} has no "${START}" or no "${END}".`);
  writeFileSync(DOCUMENT, `${before}${START}\n\n${document(results)}\n\n${END}${after}`);
}

function document(results: readonly Result[]): string {
  const date = new Date().toISOString().slice(0, 10);
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  const rows = results.map((result) => {
    const { measured, comparedWith, ratio, target, result: outcome } = describe(result);
    return `| ${[result.name, measured, comparedWith, ratio, target, outcome].join(' | ')} |`;
  });
  return [
    `Measured on ${date} with Node.js ${process.versions.node} on ${cpus().length} cores (${cpu?.model.trim()}) and ${memory} GB of memory. Each figure is the median of five rounds, with the median distance from it.`,
    '',
    '| measured | median | compared with | ratio | target | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function describe({ unit, median, spread, comparedWith, ratio, target, holds }: Result) {
  const figure = (value: { median: number; spread: number }) =>
    `${round(value.median)} ± ${round(value.spread)} ${unit}`;
  return {
    measured: figure({ median, spread }),
    comparedWith: comparedWith ? `${comparedWith.name}: ${figure(comparedWith)}` : '',
    ratio: ratio === undefined ? '' : ratio.toFixed(2),
    target,
    result: holds ? 'holds' : 'missed',
  };
}

/** Three significant digits, and whole numbers as they are. */
function round(value: number): string {
  return value >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)));
}
