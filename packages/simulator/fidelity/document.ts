import { FIDELITY_SOURCES, type FidelityEntry } from './entry';

const MEANINGS: Record<FidelityEntry['source'], string> = {
  documented: 'in Proof’s public documentation',
  older: 'in an older edition of it only',
  inferred: 'concluded from the documentation, or from that of the widget behind it',
  assumed: 'not documented: the simulator had to do something',
};

const HEADINGS = ['Behaviour', 'Kind', 'Source', 'What the simulator does', 'Switch'];

function cells({ title, kind, source, note, switch: choice }: FidelityEntry): string[] {
  return [title, kind, source, note, choice ?? ''].map((text) => text.replaceAll('|', '\\|'));
}

/** Columns are padded to one width, as the formatter of this repository wants them. */
function table(rows: string[][]): string {
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: string[]) =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [headings = [], ...others] = rows;
  const rule = widths.map((width) => '-'.repeat(width));
  return [headings, rule, ...others].map(line).join('\n');
}

/** The ledger as FIDELITY.md shows it. */
export function fidelityDocument(entries: FidelityEntry[]): string {
  const counts = FIDELITY_SOURCES.map((source) => {
    const count = entries.filter((entry) => entry.source === source).length;
    return `- **${source}** (${count}): ${MEANINGS[source]}`;
  });
  return `# What the simulator rests on

Written from the data in \`fidelity\` by \`npx tsx fidelity/write-document.ts\`; do
not edit it by hand. The same table is at \`GET /control/api/fidelity\`. Where the documentation leaves
something open, the switch chooses another answer: a setting of \`PATCH /control/api/settings\`, a fault
of \`PUT /control/api/faults/{id}\`, or a scenario.

${counts.join('\n')}

${table([HEADINGS, ...entries.map(cells)])}
`;
}
