/**
 * The faults by number. Names only: their files import the app's server code, which only a process
 * with the `react-server` condition can load.
 */
export const matrix = [
  { number: 1, file: '01-killed-app' },
  { number: 2, file: '02-random-histories' },
  { number: 3, file: '03-no-webhook-no-socket' },
  { number: 4, file: '04-killed-worker' },
  { number: 5, file: '05-restarted-postgres' },
  { number: 6, file: '06-webhook-flood' },
  { number: 7, file: '07-failing-provider' },
  { number: 8, file: '08-sigterm-with-streams' },
  { number: 9, file: '09-two-of-each' },
  { number: 10, file: '10-wrong-clock' },
  { number: 11, file: '11-early-webhook' },
] as const;

export type MatrixEntry = (typeof matrix)[number];
