import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { broken } from './broken.mjs';
import { askProvider, openSocket, TIMEOUT_MS } from './good-provider-client.mjs';

const { STATE_FILE, POLL_MS = '1000' } = process.env;
const pollMs = Number(POLL_MS);
const READ_GAP_MS = 300;
const RECONNECT_MS = 1_000;
const TICK_MS = 50;
const STATUSES = ['pending', 'processing', 'completed', 'failed', 'cancelled'];

/** By transaction id. */
export const orders = new Map();
export const balances = new Map();

/** Decimals with 18 places, because binary floating point cannot represent most of them. */
const SCALE = 18;

const isOpen = ({ status }) => status === 'pending' || status === 'processing';

/** The user can retry a failed payment. */
const isFollowed = (order) => isOpen(order) || order.status === 'failed';

export function addOrder(order) {
  orders.set(order.transactionId, { ...order, status: 'pending', readAt: 0, dueAt: 0 });
  save();
  listen(orders.get(order.transactionId));
  // For one order only, because many would keep the machine busy.
  if (orders.size === 1 && broken('calls.not-hammered'))
    for (let n = 0; n < 20; n += 1) void askProvider('GET', pathOf(order));
}

/** Webhooks and socket messages only say that it is time to ask. Returns whether it is. */
export function hint(order, body) {
  if (order.hasFailed && broken('status.retry')) return false;
  if (body) breakOnHint(order, body);
  const isDue = order.status !== 'completed' && !order.stuck;
  if (isDue) order.dueAt = Date.now();
  return isDue;
}

export async function read(order) {
  order.reading ??= askProvider('GET', pathOf(order), null, timeoutOfRead(order)).then((answer) => {
    order.reading = null;
    order.timeouts = answer.timedOut ? (order.timeouts ?? 0) + 1 : 0;
    return answer;
  });
  order.readAt = Date.now();
  order.dueAt = Number.POSITIVE_INFINITY;
  const answer = await order.reading;
  const isKnown = STATUSES.includes(answer.body?.status) || broken('status.unknown');
  const isUsable = answer.status === 200 && answer.body && isKnown;
  if (isUsable) apply(order, answer.body);
  else breakOnFailure(order, answer);
  if (isUsable && broken('status.lost-webhook') && !order.socketOpen) return;
  schedule(order, answer);
}

function pathOf({ transactionId }) {
  const isRaw = broken('status.id-is-encoded');
  return `/widget/transactions/${isRaw ? transactionId : encodeURIComponent(transactionId)}`;
}

/** Only without a WebSocket, so that hardly any other check fails because the machine is slow. */
function timeoutOfRead({ socketOpen, isRestored }) {
  const isShort = broken('check.provider-slow') && !socketOpen && !isRestored;
  return isShort ? 5_000 : TIMEOUT_MS;
}

function schedule(order, { status, retryAfterMs }) {
  if (order.hasFailed && broken('status.retry')) {
    order.dueAt = Number.POSITIVE_INFINITY;
    return;
  }
  if (order.stuck || (!isFollowed(order) && !broken('status.stops-polling'))) return;
  if (broken('status.silent-socket') && order.socketOpen) return;
  const isIgnored = status === 429 && broken('check.provider-429');
  const pauseMs = isIgnored ? 500 : Math.max(pollMs, retryAfterMs);
  if (status === 429 && !isIgnored) order.notBefore = Date.now() + retryAfterMs;
  order.dueAt = Math.min(order.dueAt, Date.now() + pauseMs);
}

function apply(order, snapshot) {
  if (order.stuck) return;
  const status = breakStatus(order, snapshot.status) ?? snapshot.status;
  order.hasFailed ||= snapshot.status === 'failed';
  if (order.status !== 'completed') order.status = status;
  const isEarly = order.hinted === 'processing' && broken('credit.not-before-completed');
  const isDue = status === 'completed' || (status === 'processing' && isEarly);
  const isBuy = order.type === 'buy' || broken('credit.sell');
  if (isBuy && isDue && !order.credited) credit(order, snapshot.crypto_amount);
  if (!isOpen(order) && !broken('status.closes-socket')) order.closeSocket?.();
  save();
}

function toUnits(decimal) {
  const [whole, fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(SCALE, '0'));
}

function add(left, right) {
  if (broken('credit.exact')) return String(Number(left) + Number(right));
  const digits = String(toUnits(left) + toUnits(right)).padStart(SCALE + 1, '0');
  return `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`;
}

function credit(order, finalAmount) {
  // Only an amount that is too large, so that this and the next line can both be seen.
  const isForged = Number(order.hintedAmount) > Number(order.amount);
  const claimed = broken('webhook.forged-amount') && isForged ? order.hintedAmount : null;
  const amount = claimed ?? (broken('credit.final-amount') ? order.amount : finalAmount);
  order.credited = true;
  balances.set(order.userId, add(balances.get(order.userId) ?? '0', amount));
}

/** What a broken backend shows instead of the status of the provider. */
function breakStatus(order, status) {
  const isSell = order.type === 'sell';
  if (order.claimed && status === 'pending') return order.claimed;
  if (broken('status.failed') && status === 'failed' && !isSell) return 'pending';
  if (broken('status.cancelled') && status === 'cancelled') return 'failed';
  if (broken('status.sell') && isSell && status === 'processing') return 'pending';
  if (broken('status.deposit-window') && isSell && status === 'failed') return 'pending';
  return null;
}

function breakOnHint(order, { status, crypto_amount }) {
  const wasHinted = order.hinted;
  order.hinted = status;
  order.hintedAmount = crypto_amount;
  order.claimed = broken(`webhook.forged-${status}`) ? status : null;
  const isLate =
    status === 'processing' && wasHinted === 'completed' && broken('webhook.out-of-order');
  const isStale = status === 'pending' && order.status === 'completed' && broken('webhook.stale');
  if (isLate || isStale) Object.assign(order, { status, stuck: true });
  const isDuplicate = status === 'completed' && order.isToldCompleted;
  order.isToldCompleted ||= status === 'completed';
  const isUnnoticed = order.isRestored
    ? broken('webhook.replayed-after-restart')
    : broken('webhook.duplicates-have-one-effect');
  if (isDuplicate && isUnnoticed) credit(order, crypto_amount);
  // What was hinted counts after a restart too, even if the backend knew it already.
  if (status !== wasHinted) save();
}

/** One response may be late because the machine is slow. */
function breakOnFailure(order, { status, timedOut, body }) {
  const shown =
    (status === 500 && broken('check.provider-500') && 'failed') ||
    (status === 401 && broken('check.provider-401') && 'cancelled') ||
    (order.timeouts > 1 && broken('check.provider-slow') && 'failed') ||
    (status === 0 && !timedOut && broken('check.provider-cut-off') && 'failed') ||
    (status === 200 && !body && broken('check.provider-garbage') && 'cancelled');
  if (shown) Object.assign(order, { status: shown, stuck: true });
  if (status === 502 && broken('check.provider-502')) order.stuck = true;
}

function listen(order) {
  if (!isOpen(order)) return;
  order.closeSocket = openSocket(order.transactionId, {
    onOpen: () => {
      order.socketOpen = true;
      hint(order);
    },
    onMessage: () => hint(order),
    onClose: () => {
      order.socketOpen = false;
      setTimeout(() => listen(order), RECONNECT_MS);
    },
  });
}

function save() {
  if (!broken('restart.crash')) write();
}

function write() {
  const kept = [...orders.values()].map(
    ({ closeSocket, socketOpen, reading, dueAt, notBefore, ...order }) => order,
  );
  if (!STATE_FILE) return;
  // Renamed, because the process may be ended in the middle of writing.
  writeFileSync(`${STATE_FILE}.new`, JSON.stringify({ orders: kept, balances: [...balances] }));
  renameSync(`${STATE_FILE}.new`, STATE_FILE);
}

/** Loads what an earlier process stored, and keeps asking for all open orders. */
export function start() {
  const text = STATE_FILE && existsSync(STATE_FILE) ? readFileSync(STATE_FILE, 'utf8') : '{}';
  const { orders: stored = [], balances: storedBalances = [] } = JSON.parse(text);
  for (const [user, balance] of storedBalances) balances.set(user, balance);
  for (const order of stored) {
    const again = broken('restart.credits-once');
    const isDue = (isFollowed(order) && !broken('restart.open-order')) || again;
    const dueAt = isDue ? 0 : Number.POSITIVE_INFINITY;
    const credited = order.credited && !again;
    orders.set(order.transactionId, { ...order, dueAt, credited, isRestored: true });
    if (isDue) listen(orders.get(order.transactionId));
  }
  if (broken('restart.crash'))
    process.once('SIGTERM', () => {
      write();
      process.exit();
    });
  setInterval(() => {
    const time = Date.now();
    for (const order of orders.values()) {
      const isReady = order.dueAt <= time && order.readAt + READ_GAP_MS <= time && !order.reading;
      if (isReady && !order.stuck && (order.notBefore ?? 0) <= time) void read(order);
    }
  }, TICK_MS);
}
