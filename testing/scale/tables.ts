import { getsOf, type Life, lives, pollsOf, unwatched } from './lives';
import { type Load, needsOf } from './needs';

const DAY = 24 * 3600;

/** GETs of each kind of life beside the documented polling, as a table in Markdown. */
export function livesTable(): string {
  const head = [
    ...['an order that is', 'share', 'GETs, webhooks arrive', 'all are lost', 'polling every 5 s'],
    'of it, 5 s and 10 s',
  ];
  return markdown(head, [...lives.map(lifeRow), lifeRow({ ...unwatched, firstDay: true })]);
}

function lifeRow({ firstDay = false, ...life }: Life & { firstDay?: boolean }): string[] {
  const until = firstDay ? DAY : undefined;
  const lost = getsOf(life, 1, until);
  const share = (everySeconds: number) => `${figure((100 * lost) / pollsOf(life, everySeconds))} %`;
  return [
    life.name,
    life.share > 0 ? `${100 * life.share} %` : '',
    count(getsOf(life, 0, until)),
    count(lost),
    count(pollsOf(life, 5)),
    // Proof's documentation asks for no polling after failed; decision 0012 says why the app does.
    life.name === 'failed' ? '' : `${share(5)} and ${share(10)}`,
  ];
}

/** What numbers of orders a day need, as a table in Markdown. */
export function needsTable(loads: readonly Load[]): string {
  const needs = loads.map(needsOf);
  const row = (name: string, of: (need: (typeof needs)[number]) => string) => [
    name,
    ...needs.map(of),
  ];
  return markdown(
    ['orders a day', ...loads.map(({ ordersPerDay }) => count(ordersPerDay))],
    [
      row('GETs to Proof per second, mean', ({ getsPerSecond }) => figure(getsPerSecond)),
      row('in the busiest hour', ({ getsPerSecondAtPeak }) => figure(getsPerSecondAtPeak)),
      row('statements that write per second then', (need) => figure(need.writesPerSecondAtPeak)),
      row('open pages then', ({ openPagesAtPeak }) => figure(openPagesAtPeak)),
      row('web processes', ({ web }) => count(web)),
      row('workers', ({ workers }) => count(workers)),
      row('database connections', ({ connections }) => count(connections)),
      row('database growth per month', (need) => size(need.gigabytesPerMonth)),
      row('of it, transactions and balances, which stay', (need) => size(need.gigabytesKept)),
      row('events, deliveries and calls after a year', (need) => size(need.gigabytesOfRetention)),
    ],
  );
}

function markdown(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** Two significant digits, and whole numbers from ten on. */
function figure(value: number): string {
  return value >= 10 ? count(Number(value.toPrecision(2))) : String(Number(value.toPrecision(2)));
}

function size(gigabytes: number): string {
  return gigabytes >= 1000 ? `${figure(gigabytes / 1000)} TB` : `${figure(gigabytes)} GB`;
}
