import { describeAnswer, isSuccess, type MintAnswer } from '../partner/backend';
import type { ProviderResponse } from '../provider/proxy';
import { until } from '../wait';
import type { Check } from './check';
import { need, require } from './expect';
import { errorResponse, garbled, onSession } from './misbehaviours';
import type { Trial } from './trial';

const SECTION = 'Errors';
const MAX_ATTEMPTS = 3;
const SLOW_MS = 9_000;
const RETRY_AFTER_MS = 4_000;
const BACKOFF_MS = 50;
const RESPONSIVE_MS = 1_000;
const MAX_MEASUREMENTS = 3;
const REQUEST_MS = 10_000;

const providerError = () => errorResponse(502, 'upstream_error', 'provider_error');

type Attempt = MintAnswer & { amount: string };

/** An order may fail, but not refer to a transaction that the provider did not give out. */
function requireNoFalseOrder(trial: Trial, answer: Attempt): void {
  require(answer.status !== null, 'the backend sent no response');
  const { transactionId, amount } = answer;
  if (!isSuccess(answer) || transactionId === null) return;
  const issued = trial.equipment.proxy.recording
    .sessions(amount)
    .map(({ status, response }) => status === 200 && response?.merchant_transaction_id);
  require(issued.includes(transactionId), `the order names ${transactionId}, which was not issued`);
}

/** Orders once while the provider fails, and once after. */
function failing(reply: (forward: () => Promise<ProviderResponse>) => Promise<ProviderResponse>) {
  return async (trial: Trial): Promise<void> => {
    const amount = trial.equipment.nextAmount();
    const end = trial.misbehave(onSession(amount, (forward) => reply(forward)));
    const answer = await trial.mint({ amount });
    end();
    const attempts = trial.equipment.proxy.recording.sessions(amount).length;
    trial.note(`the provider got ${attempts} session requests`);
    require(attempts > 0, 'the provider got no session request');
    require(attempts <= MAX_ATTEMPTS, `the provider got ${attempts} session requests`);
    requireNoFalseOrder(trial, answer);
    await trial.order();
  };
}

/** Orders while the provider refuses the order, which is the user's problem and not a failure. */
async function refused(trial: Trial, type: 'buy' | 'sell', response: ProviderResponse) {
  const amount = trial.equipment.nextAmount();
  trial.misbehave(onSession(amount, async () => response));
  const answer = await trial.mint({ amount, type });
  const { status, orderId, transactionId } = answer;
  require(status !== null && status >= 400 && status < 500, `not a 4xx: ${describeAnswer(answer)}`);
  if (orderId === null) return;
  const user = trial.user;
  const order = { orderId, transactionId: transactionId ?? '', amount, type, user, answer };
  await trial.expectOnly(order, ['failed', 'cancelled'], () => true, 0);
}

export const mintFailureChecks: Check[] = [
  {
    id: 'mint.provider-500',
    title: 'a 500 of the provider creates no order',
    grade: 'must',
    section: SECTION,
    explanation:
      'Answers session requests with 500. The backend may retry once, must not say that there is an order, and must create the next one.',
    run: failing(async () => errorResponse(500, 'internal_error', 'db_error')),
  },
  {
    id: 'mint.provider-502-retried',
    title: 'a 502 of the provider is retried with the same body',
    grade: 'must',
    section: 'The go-live checklist',
    explanation:
      'Answers the first session request with 502 and the next one as usual. The order must succeed, after a small pause.',
    run: async (trial) => {
      const { proxy, nextAmount } = trial.equipment;
      const amount = nextAmount();
      let failed = false;
      const reply = (forward: () => Promise<ProviderResponse>) => {
        const answer = failed ? forward() : Promise.resolve(providerError());
        failed = true;
        return answer;
      };
      trial.misbehave(onSession(amount, reply));
      await trial.order({ amount });
      const [first, second] = proxy.recording.sessions(amount);
      require(first?.endedAt != null && second !== undefined, 'it was not retried');
      require(first.text === second.text, 'the body changed');
      const pauseMs = Math.round(second.startedAt - first.endedAt);
      require(pauseMs >= BACKOFF_MS, `it was retried after ${pauseMs} ms`);
      trial.note(`it was retried after ${pauseMs} ms`);
    },
  },
  {
    id: 'mint.provider-502-for-long',
    title: 'a provider that keeps answering 502 is not hammered',
    grade: 'must',
    section: SECTION,
    explanation: `Answers every session request with 502. There must be at most ${MAX_ATTEMPTS} attempts, and no order.`,
    run: failing(async () => providerError()),
  },
  {
    id: 'mint.provider-429',
    // A backend may wait with all its requests then.
    phase: 'alone',
    title: 'a 429 of the provider is respected',
    grade: 'should',
    section: 'Errors, older edition',
    explanation: `Answers a session request with 429 and Retry-After: ${RETRY_AFTER_MS / 1_000}. There must be no other before that.`,
    run: async (trial) => {
      const { proxy, nextAmount } = trial.equipment;
      const amount = nextAmount();
      const headers = { 'retry-after': String(RETRY_AFTER_MS / 1_000) };
      const limited = errorResponse(429, 'rate_limit_exceeded', 'rate_limit_exceeded', headers);
      trial.misbehave(onSession(amount, async () => limited));
      const answer = await trial.mint({ amount });
      const sessions = proxy.recording.sessions(amount);
      const [first] = sessions;
      require(first !== undefined, 'the provider got no session request');
      const tooEarly = () =>
        proxy.recording
          .sessions(amount)
          .find(
            ({ startedAt }) =>
              startedAt > first.startedAt && startedAt < first.startedAt + RETRY_AFTER_MS - 100,
          );
      const early = await until(tooEarly, RETRY_AFTER_MS);
      require(early === null, 'it was retried too early');
      requireNoFalseOrder(trial, answer);
    },
  },
  {
    id: 'mint.provider-slow',
    slow: true,
    title: 'a slow session request ends in the right order or in an error',
    grade: 'must',
    section: SECTION,
    explanation: `Delays the session by ${SLOW_MS / 1_000} s. The backend may give up, but must not make up an order.`,
    run: async (trial) => {
      const amount = trial.equipment.nextAmount();
      const reply = async (forward: () => Promise<ProviderResponse>) => {
        await until(() => false, SLOW_MS);
        return forward();
      };
      trial.misbehave(onSession(amount, reply));
      requireNoFalseOrder(trial, await trial.mint({ amount }));
    },
  },
  {
    id: 'mint.provider-slow-for-others',
    title: 'a slow session request does not hold up other requests',
    grade: 'must',
    section: SECTION,
    explanation: `Holds the session of one order for up to ${SLOW_MS / 1_000} s, and reads the status of another in the meantime.`,
    phase: 'alone',
    run: async (trial) => {
      const { proxy, nextAmount } = trial.equipment;
      const other = await trial.order();
      const amount = nextAmount();
      let isRead = false;
      const reply = async (forward: () => Promise<ProviderResponse>) => {
        await until(() => isRead, SLOW_MS);
        return forward();
      };
      trial.misbehave(onSession(amount, reply));
      let isAnswered = false;
      const slow = trial.mint({ amount }).finally(() => {
        isAnswered = true;
      });
      need(await until(() => proxy.recording.sessions(amount)[0], REQUEST_MS), 'a session request');
      let ms = Number.POSITIVE_INFINITY;
      // The fastest counts, because a busy machine may hold up any of them.
      for (let n = 0; n < MAX_MEASUREMENTS && ms >= RESPONSIVE_MS && !isAnswered; n += 1) {
        const startedAt = performance.now();
        await trial.status(other);
        ms = Math.round(performance.now() - startedAt);
        trial.note(`meanwhile the status of another order took ${ms} ms`);
      }
      const isHeldUp = isAnswered || ms >= RESPONSIVE_MS;
      isRead = true;
      await slow;
      require(!isHeldUp, `the status of another order took ${ms} ms`);
    },
  },
  {
    id: 'mint.provider-cut-off',
    title: 'a session response that breaks off creates no order',
    grade: 'must',
    section: SECTION,
    explanation: 'Closes the connection in the middle of the session response.',
    run: failing(async (forward) => ({ ...(await forward()), cutOff: true })),
  },
  {
    id: 'mint.provider-garbage',
    title: 'a session response that is not JSON creates no order',
    grade: 'must',
    section: SECTION,
    explanation: 'Answers the session request with 200 and half of a JSON body.',
    run: failing(async (forward) => garbled(await forward())),
  },
  {
    id: 'mint.amount-refused',
    title: 'an amount that the provider refuses is a clear 4xx for the user',
    grade: 'must',
    section: SECTION,
    explanation:
      'Answers the session request with 400 validation_error, as for an amount that is too small. Another try cannot help, so it must not look like an outage.',
    run: (trial) =>
      refused(trial, 'buy', errorResponse(400, 'invalid_request', 'validation_error')),
  },
  {
    id: 'mint.sell-refused',
    title: 'a sell is refused with a 4xx while off-ramp is off, and leaves no open order',
    grade: 'must',
    section: 'Errors, older edition',
    explanation: 'Answers the session request of a sell with 403 offramp_disabled.',
    sell: true,
    run: (trial) =>
      refused(trial, 'sell', errorResponse(403, 'offramp_disabled', 'offramp_disabled')),
  },
];
