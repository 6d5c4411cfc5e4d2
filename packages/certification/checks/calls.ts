import { type Exchange, isSession, transactionIn } from '../provider/recording';
import type { Check } from './check';
import { need, require } from './expect';
import type { Trial } from './trial';

const BURST = 10;
const WINDOW_MS = 5_000;
const DOCUMENTED = /^\/widget\/(session|transactions\/[^/?]+|users\/[^/?]+\/kyc-status)(\?|$)/;

function recorded(trial: Trial): Exchange[] {
  const { exchanges } = trial.equipment.proxy.recording;
  need(exchanges[0], 'a request of the backend to the provider');
  trial.note(`the backend sent ${exchanges.length} requests to the provider`);
  return exchanges;
}

/** The most requests for one transaction within the window. */
function busiest(reads: Exchange[]): number {
  const counts = reads.map(
    ({ startedAt }) =>
      reads.filter((read) => read.startedAt >= startedAt && read.startedAt < startedAt + WINDOW_MS)
        .length,
  );
  return Math.max(0, ...counts);
}

/** What holds for all requests of the certification, whatever they were for. */
export const callChecks: Check[] = [
  {
    id: 'calls.bearer-token',
    title: 'every request to the provider carries the client token in its header, and only there',
    grade: 'must',
    section: 'Actors and secrets',
    explanation: 'Reads all recorded requests and WebSocket upgrades.',
    phase: 'last',
    run: async (trial) => {
      const { token, proxy } = trial.equipment;
      for (const { method, path, headers, text } of recorded(trial)) {
        const name = `${method} ${path}`;
        require(headers.authorization === `Bearer ${token}`, `${name} had no valid bearer token`);
        require(!`${path} ${text}`.includes(token), `${name} had the token in its URL or body`);
      }
      const inUrl = proxy.recording.sockets.find(({ url }) => url.includes(token));
      require(inUrl === undefined, 'a WebSocket had the token in its URL');
    },
  },
  {
    id: 'calls.token-stays-secret',
    title: 'the client token is in no response of the backend',
    grade: 'must',
    section: 'Actors and secrets',
    explanation: 'Searches all responses of the backend, body and headers, for the client token.',
    phase: 'last',
    run: async (trial) => {
      recorded(trial);
      const [leak] = trial.equipment.backend.leaks;
      require(leak === undefined, `it is in ${leak}`);
    },
  },
  {
    id: 'calls.documented-only',
    title: 'the backend calls only what is documented',
    grade: 'should',
    section: 'POST /widget/session',
    explanation: 'Reads the paths of all recorded requests.',
    phase: 'last',
    run: async (trial) => {
      const others = recorded(trial).filter(
        (exchange) =>
          !DOCUMENTED.test(exchange.path) &&
          !isSession(exchange) &&
          transactionIn(exchange) === null,
      );
      require(others.length === 0, `it calls ${others[0]?.method} ${others[0]?.path}`);
    },
  },
  {
    id: 'calls.not-hammered',
    title: 'a transaction is asked for at most once a second',
    grade: 'must',
    section: 'Status',
    explanation: `Counts the requests for each transaction in all windows of ${WINDOW_MS / 1_000} s, also while the provider failed. ${BURST} more than one a second are accepted, because webhooks may cause a request at once.`,
    phase: 'last',
    run: async (trial) => {
      const ids = new Set(recorded(trial).map(transactionIn));
      const { recording } = trial.equipment.proxy;
      for (const id of ids) {
        const count = id === null ? 0 : busiest(recording.reads(id));
        require(count <=
          WINDOW_MS / 1_000 + BURST, `${count} requests for ${id} within ${WINDOW_MS / 1_000} s`);
      }
    },
  },
];
