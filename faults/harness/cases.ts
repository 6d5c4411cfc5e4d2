export type CaseEntry = {
  number: number;
  file: string;
  /** Duration of the short form, to start the longest cases first. */
  shortSeconds: number;
  /** Its time limits are too tight to share the machine with many other cases. */
  timingSensitive?: true;
  /** It keeps the machine busy, so that others would miss their limits beside it. */
  alone?: true;
  /** Skipped without nginx. Its process trusts the certificate that nginx gets. */
  behindNginx?: true;
};

/** File names only: importing a case needs a process with the `react-server` condition. */
export const faultCases: readonly CaseEntry[] = [
  { number: 1, file: '01-killed-app', shortSeconds: 40 },
  { number: 2, file: '02-random-histories', shortSeconds: 8 },
  { number: 3, file: '03-no-webhook-no-socket', shortSeconds: 18, timingSensitive: true },
  { number: 4, file: '04-killed-worker', shortSeconds: 37, timingSensitive: true },
  { number: 5, file: '05-restarted-postgres', shortSeconds: 45, timingSensitive: true },
  { number: 6, file: '06-webhook-flood', shortSeconds: 45, timingSensitive: true },
  { number: 7, file: '07-failing-provider', shortSeconds: 47, timingSensitive: true },
  { number: 8, file: '08-sigterm-with-streams', shortSeconds: 12, timingSensitive: true },
  { number: 9, file: '09-two-of-each', shortSeconds: 40 },
  { number: 10, file: '10-wrong-clock', shortSeconds: 57, timingSensitive: true },
  { number: 11, file: '11-early-webhook', shortSeconds: 4 },
  { number: 12, file: '12-one-busy-customer', shortSeconds: 60, alone: true },
  {
    number: 13,
    file: '13-rolling-restart',
    shortSeconds: 45,
    timingSensitive: true,
    behindNginx: true,
  },
];
