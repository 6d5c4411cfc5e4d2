import { OtherHost } from '../provider/other-host';
import type { ProviderResponse } from '../provider/proxy';
import { until } from '../wait';
import type { Check } from './check';
import { require } from './expect';
import {
  errorResponse,
  type Forward,
  garbled,
  onSession,
  onTransaction,
  orderWithSockets,
} from './misbehaviours';
import type { Trial } from './trial';

const SECTION = 'Errors';
const SLOW_MS = 9_000;
const WATCH_MS = 2_000;
const FOLLOW_MS = 3_000;
const RETRY_AFTER_MS = 4_000;
const OPENING_MS = 5_000;

type FailingReply = (forward: Forward, isOver: () => boolean) => Promise<ProviderResponse>;

/**
 * Completes an order while every request for it fails, and ends the failure when the backend met it.
 * The webhooks arrive, and WebSockets are refused, so that the backend has to ask.
 */
async function recovers(trial: Trial, reply: FailingReply, watchMs: number) {
  const { pollMs } = trial.equipment;
  const order = await orderWithSockets(trial, 'refused');
  const { transactionId } = order;
  let asked = 0;
  let isOver = false;
  const end = trial.misbehave(
    onTransaction(transactionId, (forward) => {
      asked += 1;
      return reply(forward, () => isOver);
    }),
  );
  await trial.complete(order);
  require((await until(() => asked > 0, pollMs)) !== null, 'the backend did not ask the provider');
  // The webhooks were true, so showing what they said is not wrong here.
  const allowed = ['pending', 'processing', 'completed'] as const;
  await trial.expectOnly(order, [...allowed], () => asked > 2, watchMs);
  trial.note(`the backend asked ${asked} times while the provider failed`);
  end();
  isOver = true;
  await trial.expectStatus(order, 'completed');
}

type Failure = Pick<Check, 'id' | 'title' | 'explanation'> & {
  grade?: Check['grade'];
  section?: string;
  reply: FailingReply;
  watchMs?: number;
};

const failureCheck = ({
  reply,
  watchMs = WATCH_MS,
  grade = 'must',
  section = SECTION,
  ...texts
}: Failure): Check => ({
  ...texts,
  ...{ grade, section, slow: true, run: (trial) => recovers(trial, reply, watchMs) },
});

const redirect = (status: number, location: string): ProviderResponse => ({
  ...{ status, headers: { location }, text: '' },
});

/** Another host, until the end of the check. */
async function openOtherHost(trial: Trial) {
  const otherHost = new OtherHost();
  trial.onEnd(() => otherHost.close());
  const url = await otherHost.listen();
  return { url, requests: otherHost.requests };
}

function requireNoToken(trial: Trial, { requests }: Pick<OtherHost, 'requests'>): void {
  const { token } = trial.equipment;
  trial.note(`the backend followed ${requests.length} redirects`);
  const leak = requests.find((request) => JSON.stringify(request).includes(token));
  require(leak === undefined, `${leak?.method} to the other host had the client token`);
}

export const providerFailureChecks: Check[] = [
  failureCheck({
    id: 'check.provider-500',
    title: 'a 500 about a transaction changes nothing, and passes',
    explanation: 'Answers the requests for a transaction with 500 while it completes.',
    reply: async () => errorResponse(500, 'internal_error', 'db_error'),
  }),
  failureCheck({
    id: 'check.provider-502',
    title: 'a 502 about a transaction changes nothing, and passes',
    explanation: 'Answers the requests for a transaction with 502 while it completes.',
    reply: async () => errorResponse(502, 'upstream_unavailable', 'upstream_unavailable'),
  }),
  failureCheck({
    id: 'check.provider-401',
    title: 'a 401 about a transaction changes nothing, and passes',
    explanation:
      'Answers the requests for a transaction with 401, as while a token is rotated. The order is not lost by that.',
    reply: async () => errorResponse(401, 'unauthorised', 'invalid_token'),
  }),
  failureCheck({
    id: 'check.provider-slow',
    title: 'slow responses about a transaction change nothing',
    explanation: `Delays the responses about a transaction by up to ${SLOW_MS / 1_000} s.`,
    // Long enough for a backend that gives up twice.
    watchMs: SLOW_MS + 3 * WATCH_MS,
    reply: async (forward, isOver) => {
      await until(isOver, SLOW_MS);
      return forward();
    },
  }),
  failureCheck({
    id: 'check.provider-cut-off',
    title: 'a response about a transaction that breaks off changes nothing, and passes',
    explanation: 'Closes the connection in the middle of the responses about a transaction.',
    reply: async (forward) => ({ ...(await forward()), cutOff: true }),
  }),
  failureCheck({
    id: 'check.provider-garbage',
    title: 'a response about a transaction that is not JSON changes nothing, and passes',
    explanation: 'Answers with 200 and half of a JSON body while a transaction completes.',
    reply: async (forward) => garbled(await forward()),
  }),
  {
    id: 'check.provider-redirect',
    slow: true,
    title: 'a redirect to another host does not take the client token there, and passes',
    grade: 'must',
    section: 'Actors and secrets',
    explanation:
      'Redirects a session request, and then the requests for a transaction while it completes. The token is only for the provider, whose responses are never redirects.',
    run: async (trial) => {
      const { nextAmount } = trial.equipment;
      const otherHost = await openOtherHost(trial);
      const { url } = otherHost;
      const amount = nextAmount();
      // This status repeats the request with its body, the other one does not.
      trial.misbehave(onSession(amount, async () => redirect(307, url)));
      await trial.mint({ amount });
      await recovers(trial, async () => redirect(302, url), WATCH_MS);
      requireNoToken(trial, otherHost);
    },
  },
  {
    id: 'check.socket-redirect',
    slow: true,
    title: 'a redirect of the WebSocket to another host does not take the client token there',
    grade: 'must',
    section: 'Actors and secrets',
    explanation:
      'Redirects the WebSocket of an order until the order is completed. Many libraries follow redirects unasked. A backend without a WebSocket passes.',
    run: async (trial) => {
      const { proxy } = trial.equipment;
      const otherHost = await openOtherHost(trial);
      // Without a scheme, because some libraries follow to ws: only, and others to http: only.
      const location = otherHost.url.replace(/^http:/, '');
      const order = await orderWithSockets(trial, { location });
      const attempts = () =>
        proxy.recording.redirectedSockets.filter((id) => id === order.transactionId).length;
      await until(() => attempts() > 0, OPENING_MS);
      // The name of the other host is looked up first, which takes time.
      if (attempts() > 0) await until(() => otherHost.requests.length > 0, FOLLOW_MS);
      await trial.complete(order);
      await trial.expectStatus(order, 'completed');
      trial.note(`the WebSocket was redirected ${attempts()} times`);
      requireNoToken(trial, otherHost);
    },
  },
  {
    id: 'check.provider-429',
    // A backend may wait with all its requests then.
    phase: 'alone',
    title: 'a 429 about a transaction is respected, and passes',
    grade: 'should',
    section: 'Errors, older edition',
    explanation: `Answers one request with 429 and Retry-After: ${RETRY_AFTER_MS / 1_000}. There must be no other for this transaction before that.`,
    run: async (trial) => {
      const { proxy, pollMs } = trial.equipment;
      const order = await orderWithSockets(trial, 'refused');
      const { transactionId } = order;
      const headers = { 'retry-after': String(RETRY_AFTER_MS / 1_000) };
      const limited = errorResponse(429, 'rate_limit_exceeded', 'rate_limit_exceeded', headers);
      const end = trial.misbehave(onTransaction(transactionId, async () => limited));
      await trial.complete(order);
      const limitedRead = () =>
        proxy.recording.reads(transactionId).find((read) => read.status === 429);
      const first = await until(limitedRead, pollMs);
      require(first?.endedAt != null, 'the backend did not ask the provider');
      const { endedAt } = first;
      const allowedAt = endedAt + RETRY_AFTER_MS - 100;
      const isEarly = () =>
        trial.readsAfter(transactionId, endedAt).find(({ startedAt }) => startedAt < allowedAt);
      const early = await until(isEarly, RETRY_AFTER_MS);
      require(early === null, 'the backend asked again too early');
      end();
      await trial.expectStatus(order, 'completed');
    },
  },
];
