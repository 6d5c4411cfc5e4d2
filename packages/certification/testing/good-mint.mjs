import { broken } from './broken.mjs';
import { addOrder } from './good-orders.mjs';
import { askProvider, TIMEOUT_MS } from './good-provider-client.mjs';

const BACKOFF_MS = 100;
const ATTEMPTS = broken('mint.provider-502-for-long') ? 8 : 3;
const DOCUMENTED = [
  ...[
    'merchant_transaction_id',
    'widget_id',
    'address',
    'signature',
    'init_token',
    'init_token_type',
  ],
  ...['currency', 'currencies', 'fix_currency', 'network', 'networks', 'fix_network', 'amount'],
  ...[
    'fix_amount',
    'fiat_currency',
    'fiat_currencies',
    'fix_fiat_currency',
    'fix_fiat_amount',
    'type',
  ],
  ...['lang', 'theme', 'redirect_url'],
];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The responses to orders by user and idempotency key. */
const ordersByKey = new Map();

/** Webhooks about transactions that have no order yet. */
export const early = new Set();

export const minting = new Set();

/**
 * Equal keys of a user share one session, also while it is being created. A failed one can be tried
 * again.
 */
export function mint(order, clientIp) {
  const key = broken('mint.key-per-user') ? order.key : `${order.userId} ${order.key}`;
  const known = ordersByKey.get(key);
  if (known) return known;
  const created = create(order, clientIp);
  minting.add(created);
  if (!broken('mint.double-click')) ordersByKey.set(key, created);
  created.then(
    () => {
      ordersByKey.set(key, created);
      if (broken('mint.replay')) ordersByKey.delete(key);
      minting.delete(created);
    },
    () => {
      ordersByKey.delete(key);
      minting.delete(created);
    },
  );
  return created;
}

async function create({ type, amount, network, currency, userId, email }, clientIp) {
  const isNumber = broken('mint.amount-is-a-string') && /\.\d\d$/.test(amount);
  const isRounded = broken('mint.amount-digits') && /\.\d{6}/.test(amount);
  const salt = broken('mint.stable-user-id') ? crypto.randomUUID() : '';
  const answer = await createSession({
    ...{ partner_user_id: userId + salt, user_email: email, network, currency },
    amount: isNumber ? Number(amount) : isRounded ? Number(amount).toFixed(2) : amount,
    ...(type === 'sell' && broken('mint.sell-type') ? {} : { type }),
    ...(broken('mint.client-ip') ? {} : { client_ip: clientIp }),
  });
  const transactionId = answer.body?.merchant_transaction_id;
  if (answer.status !== 200 || typeof transactionId !== 'string') return refuse(answer);
  const isLost = early.has(transactionId) && broken('webhook.before-mint-response');
  if (isLost) return { status: 500, body: { error: 'duplicate key' } };
  addOrder({ transactionId, type, amount, userId });
  return { status: 201, body: { transactionId, session: passOn(answer.body) } };
}

async function createSession(body) {
  const timeoutMs = broken('mint.provider-slow') ? 6_000 : TIMEOUT_MS;
  if (broken('mint.one-session')) await askProvider('POST', '/widget/session', body);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await askProvider('POST', '/widget/session', body, timeoutMs);
    const isRetried =
      (answer.status === 502 && !broken('mint.provider-502-retried')) ||
      (answer.status === 429 && broken('mint.provider-429'));
    if (!isRetried || attempt === ATTEMPTS) return answer;
    if (answer.status !== 429) await sleep(BACKOFF_MS * attempt);
  }
}

/** The user can change a refused order. Everything else is an outage to them. */
function refuse({ status, timedOut, body }) {
  const isInvented =
    (status === 500 && broken('mint.provider-500')) ||
    (timedOut && broken('mint.provider-slow')) ||
    (status === 0 && !timedOut && broken('mint.provider-cut-off')) ||
    (status === 200 && !body && broken('mint.provider-garbage'));
  if (isInvented) return { status: 201, body: { transactionId: crypto.randomUUID() } };
  const isRefusal =
    (status === 400 && !broken('mint.amount-refused')) ||
    (status === 403 && !broken('mint.sell-refused'));
  return { status: isRefusal ? 422 : 503, body: { error: isRefusal ? 'refused' : 'unavailable' } };
}

function passOn(session) {
  const names = broken('session.unknown-fields') ? DOCUMENTED : Object.keys(session);
  const passed = Object.fromEntries(names.map((name) => [name, session[name]]));
  if (broken('session.signature')) passed.signature = passed.signature.toUpperCase();
  if (broken('session.init-token')) delete passed.init_token;
  if (broken('session.documented-fields')) passed.fix_network = passed.fix_network[0];
  return passed;
}
