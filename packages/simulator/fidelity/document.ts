import { CERTAINTIES, CERTAINTY_MEANINGS, certaintyLabel, type FidelityEntry } from './entry';

const HEADINGS = ['Behaviour', 'Kind', 'Certainty', 'What the simulator does', 'Switch'];

function cells({ title, kind, certainty, note, switch: choice }: FidelityEntry): string[] {
  const texts = [title, kind, certaintyLabel(certainty), note, choice ?? ''];
  return texts.map((text) => text.replaceAll('|', '\\|'));
}

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

/** The content of FIDELITY.md. */
export function fidelityDocument(entries: FidelityEntry[]): string {
  const counts = CERTAINTIES.map((certainty) => {
    const count = entries.filter((entry) => entry.certainty === certainty).length;
    return `- **${certaintyLabel(certainty)}** (${count}): ${CERTAINTY_MEANINGS[certainty]}`;
  });
  return `# How faithful the simulator is

How certain it is that Proof behaves as the simulator does. The control room shows the same table, and
\`GET /control/api/fidelity\` returns it. Where the documentation leaves something open, the switch
selects another behaviour: a setting of \`PATCH /control/api/settings\`, a fault of
\`PUT /control/api/faults/{id}\`, or a scenario.

This file is generated from \`fidelity/\`. Update it with \`npm test -w proof-simulator -- -u\`.

${counts.join('\n')}

${table([HEADINGS, ...entries.map(cells)])}
`;
}
