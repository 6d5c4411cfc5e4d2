import { type Finding, failed, passed } from './check';

const GIB = 1024 ** 3;
const MIN_FREE_BYTES = GIB;

/** For a database whose files are on this machine. */
export function judgeDisk(folder: string, freeBytes: number): Finding {
  const free = `${(freeBytes / GIB).toFixed(1)} GiB free`;
  if (freeBytes >= MIN_FREE_BYTES) return passed(`${free} at ${folder}.`);
  return failed({
    found: `${free} at ${folder}, and less than 1 GiB is too little.`,
    why: 'PostgreSQL stops when its disk is full. Then no webhook is stored and no page is served.',
    fix: [
      `See what fills it: \`df -h ${folder} && du -xh ${folder} | sort -h | tail\``,
      'Without customers on it yet, start over: `npm run demo -- --reset`',
    ],
  });
}
