import { isSuccess } from '../partner/backend';
import { toUnits } from '../partner/decimal';
import { contains } from '../partner/template';
import { isSession } from '../provider/recording';
import { until } from '../wait';
import type { Check } from './check';
import { need, require } from './expect';
import { type Forward, onSession } from './misbehaviours';
import type { MintOptions, Trial } from './trial';

const SECTION = 'POST /widget/session';
const TOGETHER_MS = 3_000;

/** The body of the session request for a new order, which need not succeed. */
async function sessionRequest(trial: Trial, options: MintOptions = {}) {
  const { amount } = await trial.mint(options);
  const [session] = trial.equipment.proxy.recording.sessions(amount);
  require(session !== undefined, 'the provider got no session request');
  trial.note(`the provider got ${session.text.slice(0, 400)}`);
  return session;
}

export const mintChecks: Check[] = [
  {
    id: 'mint.one-session',
    title: 'an order creates one session, whose transaction the order refers to',
    grade: 'must',
    section: SECTION,
    explanation:
      'Creates an order. Every session request creates a transaction, so there must be exactly one, and the order must start as pending.',
    phase: 'first',
    run: async (trial) => {
      const order = await trial.order();
      // No other check runs yet, so a request with a wrong amount counts too.
      const sessions = trial.equipment.proxy.recording.exchanges.filter(isSession);
      trial.note(`session requests of the backend: ${sessions.length}`);
      require(sessions.length === 1, `the provider got ${sessions.length} session requests`);
      const issued = sessions[0]?.response?.merchant_transaction_id;
      require(issued ===
        order.transactionId, `the provider issued ${issued}, the order names ${order.transactionId}`);
      await trial.expectStatus(order, 'pending');
    },
  },
  {
    id: 'mint.required-fields',
    title: 'a session request has every required field',
    grade: 'must',
    section: SECTION,
    explanation:
      'Reads the session request. It must be JSON with partner_user_id, user_email, network, currency and amount, for the asset that was ordered.',
    run: async (trial) => {
      const { body, headers } = await sessionRequest(trial);
      const { network, currency } = trial.equipment.adapter.order;
      require(/^application\/json\b/.test(
        headers['content-type'] ?? '',
      ), 'its content type is not JSON');
      for (const name of ['partner_user_id', 'user_email', 'network', 'currency', 'amount'])
        require(Boolean(body?.[name]), `${name} is missing`);
      require(body?.network === network &&
        body.currency === currency, `it is not for ${network}:${currency}`);
    },
  },
  {
    id: 'mint.amount-is-a-string',
    title: 'the amount is sent as a decimal string',
    grade: 'must',
    section: SECTION,
    explanation:
      'Orders an amount with decimals. A number would pass through binary floating point, which cannot represent most decimals.',
    run: async (trial) => {
      const amount = `${trial.equipment.nextAmount()}.10`;
      const { body } = await sessionRequest(trial, { amount });
      require(typeof body?.amount === 'string', `amount is a ${typeof body?.amount}`);
      require(toUnits(body.amount) === toUnits(amount), `amount is ${body.amount}, not ${amount}`);
    },
  },
  {
    id: 'mint.amount-digits',
    title: 'an amount is sent with all digits that were ordered, or refused',
    grade: 'must',
    section: SECTION,
    explanation:
      'Orders amounts with 6 and with 18 decimals, which are more than binary floating point keeps. How many the provider accepts is not documented, so the backend may refuse them. It must not change them.',
    run: async (trial) => {
      for (const decimals of ['100001', '123456789012345678']) {
        const amount = `${trial.equipment.nextAmount()}.${decimals}`;
        const answer = await trial.mint({ amount });
        const [session] = trial.equipment.proxy.recording.sessions(amount);
        const { status } = answer;
        const isRefused = status !== null && status >= 400 && status < 500;
        require(session !== undefined || isRefused, 'the order was neither sent nor refused');
        const sent = session ? session.body?.amount : amount;
        require(toUnits(sent) === toUnits(amount), `${amount} was sent as ${sent}`);
        trial.note(session ? `sent as ${sent}` : 'refused before the provider was asked');
      }
    },
  },
  {
    id: 'mint.sell-type',
    title: 'a sell is sent as a sell',
    grade: 'must',
    section: SECTION,
    explanation: 'Orders a sell. Without `type` the provider uses its default for the partner.',
    sell: true,
    run: async (trial) => {
      need(contains(trial.equipment.adapter.mint, 'type'), '{{type}} in mint');
      const { body } = await sessionRequest(trial, { type: 'sell' });
      require(body?.type === 'sell', `type is ${body?.type}`);
    },
  },
  {
    id: 'mint.stable-user-id',
    title: 'partner_user_id is the same for all orders of a user, and different for each user',
    grade: 'must',
    section: SECTION,
    explanation:
      'Creates two orders of one user and one of another. The provider attributes transactions and identity checks by this id.',
    phase: 'alone',
    run: async (trial) => {
      const user = need(await trial.otherUser(), 'a second user in "users"');
      const requests = [
        await sessionRequest(trial),
        await sessionRequest(trial),
        await sessionRequest(trial, { user }),
      ];
      const [first, again, other] = requests.map(({ body }) => body?.partner_user_id);
      require(first === again, `the same user is sent as ${first} and ${again}`);
      require(first !== other, `two users are both sent as ${first}`);
    },
  },
  {
    id: 'mint.double-click',
    slow: true,
    title: 'a double click creates one session',
    grade: 'must',
    section: SECTION,
    explanation:
      'Sends the same order twice at the same time with one idempotency key. The provider has no idempotency key, so the backend has to prevent a second transaction.',
    run: async (trial) => {
      const { adapter, proxy, nextAmount } = trial.equipment;
      need(contains(adapter.mint, 'idempotencyKey'), '{{idempotencyKey}} in mint');
      const options = { amount: nextAmount(), key: crypto.randomUUID() };
      // Until both orders have reached the backend.
      const hold = async (forward: Forward) => {
        await until(() => proxy.recording.sessions(options.amount).length > 1, TOGETHER_MS);
        return forward();
      };
      trial.misbehave(onSession(options.amount, hold));
      const answers = await Promise.all([trial.mint(options), trial.mint(options)]);
      const sessions = proxy.recording.sessions(options.amount).length;
      require(sessions === 1, `the provider got ${sessions} session requests`);
      requireSameTransaction(answers);
    },
  },
  {
    id: 'mint.replay',
    title: 'an order that is sent again later creates no second session',
    grade: 'must',
    section: SECTION,
    explanation:
      'Sends an order again with its idempotency key after the response arrived, as a browser does when it resends a form.',
    run: async (trial) => {
      const { adapter, proxy, nextAmount } = trial.equipment;
      need(contains(adapter.mint, 'idempotencyKey'), '{{idempotencyKey}} in mint');
      const options = { amount: nextAmount(), key: crypto.randomUUID() };
      const answers = [await trial.mint(options), await trial.mint(options)];
      const sessions = proxy.recording.sessions(options.amount).length;
      require(sessions === 1, `the provider got ${sessions} session requests`);
      requireSameTransaction(answers);
    },
  },
  {
    id: 'mint.key-per-user',
    title: 'an idempotency key of one user is of no use to another',
    grade: 'must',
    section: SECTION,
    explanation:
      'Sends the same order with the same idempotency key for two users. The second one must get a session of their own or be refused. With the session of the first one, they would be identified as that user.',
    run: async (trial) => {
      need(contains(trial.equipment.adapter.mint, 'idempotencyKey'), '{{idempotencyKey}} in mint');
      const user = need(await trial.otherUser(), 'a second user in "users"');
      const options = { amount: trial.equipment.nextAmount(), key: crypto.randomUUID() };
      const { transactionId } = await trial.order(options);
      const { status, text } = await trial.mint({ ...options, user });
      require(!text.includes(transactionId), 'another user got the transaction of the first one');
      require(status !== null && status < 500, `the other user's order got HTTP ${status}`);
    },
  },
  {
    id: 'mint.client-ip',
    title: "client_ip is the user's address",
    grade: 'should',
    section: SECTION,
    explanation:
      'Creates an order through a proxy that names the user’s address. The session’s signature contains it, and a wrong one shows only when the user chooses a payment method.',
    run: async (trial) => {
      const header = need(trial.equipment.adapter.clientIpHeader, '"clientIpHeader" in the file');
      const { body } = await sessionRequest(trial, { headers: { [header]: '203.0.113.7' } });
      require(body?.client_ip === '203.0.113.7', `client_ip is ${body?.client_ip}`);
    },
  },
  {
    id: 'mint.client-ip-not-forged',
    title: 'a user cannot choose client_ip',
    grade: 'should',
    section: SECTION,
    explanation:
      'Creates an order with an X-Forwarded-For that the user began and the proxy completed. Only the last address is the proxy’s word.',
    run: async (trial) => {
      const header = need(trial.equipment.adapter.clientIpHeader, '"clientIpHeader" in the file');
      need(/^x-forwarded-for$/i.test(header), 'X-Forwarded-For as "clientIpHeader"');
      const headers = { [header]: '198.51.100.66, 203.0.113.7' };
      const { body } = await sessionRequest(trial, { headers });
      require(body?.client_ip !== '198.51.100.66', 'client_ip is the address that the user sent');
    },
  },
];

/** The second of two equal requests may also be refused. */
function requireSameTransaction(answers: Awaited<ReturnType<Trial['mint']>>[]): void {
  const created = answers.filter(isSuccess);
  require(created.length > 0, 'neither request succeeded');
  const ids = new Set(created.map(({ transactionId }) => transactionId));
  require(ids.size === 1, `the responses name ${ids.size} transactions`);
  const failed = answers.filter(({ status }) => status === null || status >= 500);
  require(failed.length === 0, `a request got HTTP ${failed[0]?.status}`);
}
