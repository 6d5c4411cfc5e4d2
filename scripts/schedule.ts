import { parseArgs } from 'node:util';
import { defaults, needsOf } from '../testing/scale/needs';
import { livesTable, needsTable } from '../testing/scale/tables';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';

const ORDERS_PER_DAY = ['100', '10000', '1000000'];
const option = (value: number) => ({ type: 'string', default: String(value) }) as const;

/**
 * Calculates what numbers of orders a day cost, from the schedule of checks and the sizes of rows.
 * Asks nobody anything. docs/scale.md explains the figures.
 */
runCommand(async () => {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      orders: { type: 'string', multiple: true, default: ORDERS_PER_DAY },
      lost: option(defaults.lost),
      peak: option(defaults.peak),
      'checks-per-second': option(defaults.checksPerSecond),
      'webhooks-per-second': option(defaults.webhooksPerSecond),
      'streams-per-process': option(defaults.streamsPerProcess),
      'retention-days': option(defaults.retentionDays),
    },
  });
  const load = {
    lost: read('lost', values.lost, 1),
    peak: read('peak', values.peak),
    checksPerSecond: read('checks-per-second', values['checks-per-second']),
    webhooksPerSecond: read('webhooks-per-second', values['webhooks-per-second']),
    streamsPerProcess: read('streams-per-process', values['streams-per-process']),
    retentionDays: read('retention-days', values['retention-days']),
  };
  const loads = values.orders.map((text) => ({ ...load, ordersPerDay: read('orders', text) }));
  const [first = { ...load, ordersPerDay: 1 }] = loads;
  const { getsPerOrder, rowsPerOrder, kilobytesPerOrder } = needsOf(first);
  console.log(`${livesTable()}

${100 * load.lost} % of the webhooks are lost. An order costs ${getsPerOrder.toFixed(0)} GETs, ${rowsPerOrder.toFixed(0)} rows and ${kilobytesPerOrder.toFixed(0)} kB. The busiest hour has ${load.peak} times the mean. A worker does ${load.checksPerSecond} checks a second; a web process takes ${load.webhooksPerSecond} webhooks a second and ${load.streamsPerProcess} open pages.

${needsTable(loads)}`);
  return 0;
});

function read(name: string, text: string, max = Number.POSITIVE_INFINITY): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= max))
    throw new CommandError(
      `--${name} has to be a number${max < Infinity ? ` from 0 to ${max}` : ' from 0 up'}, and is "${text}".`,
    );
  return value;
}
