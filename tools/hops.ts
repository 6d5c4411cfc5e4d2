import { readFileSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

export type Hop = { file: string; lines: number };

/** Not followed: nobody opens these to follow a transaction. */
const foundations = /^(components\/ui\/|lib\/[^/]+\.ts$|lib\/generated\/)/;

export function entriesInReadme(): string[] {
  const [, section = ''] = readFileSync('README.md', 'utf8').split(
    '## The path of a transaction through the code\n',
  );
  const [path = ''] = section.split('\n## ');
  return [...path.matchAll(/`((?:app|components|lib)\/[^`]+\.tsx?)`/g)].flatMap(
    ([, file]) => file ?? [],
  );
}

export function limitsInReadme(): { files: number; lines: number } {
  const stated = /at most (\d+) files and ([\d,]+) lines/.exec(readFileSync('README.md', 'utf8'));
  const [, files, lines = ''] = stated ?? [];
  return { files: Number(files), lines: Number(lines.replace(',', '')) };
}

/**
 * The files somebody opens to follow a transaction from the click to the updated page: the entries
 * and what they import at run time, without the foundations.
 */
export async function findHops(entries: string[]): Promise<{ path: Hop[]; foundations: Hop[] }> {
  const { output } = await cruise(
    entries,
    {
      doNotFollow: { path: ['node_modules', foundations.source] },
      exclude: { path: '\\.test\\.|^lib/generated/' },
      combinedDependencies: true,
      tsConfig: { fileName: 'tsconfig.json' },
    },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  );
  const { modules } = output as ICruiseResult;
  const files = modules
    .map(({ source }) => source)
    .filter((file) => /^(app|components|lib)\//.test(file));
  const hops = files.sort().map((file) => ({ file, lines: countLines(file) }));
  return {
    path: hops.filter(({ file }) => !foundations.test(file)),
    foundations: hops.filter(({ file }) => foundations.test(file) && file.startsWith('lib/')),
  };
}

function countLines(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length - 1;
}
