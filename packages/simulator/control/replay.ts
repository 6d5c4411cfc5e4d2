import { z } from 'zod';
import { ApiError } from '../api/api-error';
import type { SessionOrder } from '../provider/new-transaction';
import { DEFAULT_FIAT_CURRENCIES } from '../provider/quote';
import { snapshotOf } from '../provider/transaction';
import { newUser } from '../provider/user';
import { settingsSchema } from '../settings';
import type { Simulator } from '../simulator';
import type { NamedWorld, WorldRegistry } from '../worlds/registry';
import { worldRequestSchema } from '../worlds/world-request';
import { type Story, type StoryStep, storySchema } from './story';
import { importedTransaction } from './transaction-operations';

/** `POST /replay`: an exported story, and where to send its webhooks. */
export const replayRequestSchema = z.strictObject({
  story: storySchema,
  webhookUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** How much faster than it happened. */
  speed: settingsSchema.shape.speed.default(1),
  /** Those of the story, or those of the sessions that the partner creates with the world's token. */
  orders: z.enum(['recorded', 'minted']).default('recorded'),
  token: worldRequestSchema.shape.token,
});
type ReplayRequest = z.output<typeof replayRequestSchema>;
type OrderStep = Extract<StoryStep, { kind: 'order' }>;

function placeOrder(
  { provider, store, clock, events }: Simulator,
  { kind: _, offsetMs: __, ...order }: OrderStep,
): void {
  const { transactionId, partnerUserId, transactionType, fiatCurrency, fiatAmount } = order;
  if (!store.users.get(partnerUserId)) provider.saveUser(newUser(partnerUserId, ''));
  const transaction = importedTransaction(transactionId, {
    partner_user_id: partnerUserId,
    type: transactionType,
    status: 'pending',
    currency: order.currency,
    network: order.network,
    amount: order.amount,
    crypto_amount: '',
    fiat_currency: fiatCurrency,
    fiat_amount: fiatAmount,
    address: '',
    payment_method: null,
    created_at: clock.nowMs(),
    updated_at: clock.nowMs(),
  });
  provider.saveTransaction(transaction);
  events.record('session.created', order);
}

function runStep(simulator: Simulator, step: StoryStep): void {
  const { provider, store } = simulator;
  if (step.kind === 'order') placeOrder(simulator, step);
  if (step.kind === 'identity') {
    const user = store.users.get(step.partnerUserId) ?? newUser(step.partnerUserId, '');
    provider.decideIdentity(user, step.to);
  }
  if (step.kind === 'status') {
    const { to: status, cause, cryptoAmount, paymentMethod, fiatCurrency, fiatAmount } = step;
    const transaction = store.transactions.get(step.transactionId);
    const fields = { status, cryptoAmount, paymentMethod, fiatCurrency, fiatAmount };
    if (transaction) provider.change(transaction, fields, cause);
  }
}

type Play = (steps: StoryStep[], fromMs: number, own?: (step: StoryStep) => StoryStep) => void;

/**
 * Returns a function that runs steps at their times. The time `fromMs` of the story is now. `own`
 * changes each step when it is due.
 */
function player(simulator: Simulator, speed: ReplayRequest['speed']): Play {
  const { clock, webhooks } = simulator;
  // One after another, because the order matters more than the time.
  let sent: Promise<unknown> = Promise.resolve();
  const run = (step: StoryStep) => {
    if (step.kind !== 'webhook') runStep(simulator, step);
    else sent = sent.then(() => webhooks.forge(step.body, step.faults));
  };
  return (steps, fromMs, own = (step) => step) => {
    const startMs = clock.nowMs();
    for (const step of steps) {
      const afterMs = speed === 'instant' ? 0 : (step.offsetMs - fromMs) / speed;
      clock.schedule(startMs + afterMs, () => run(own(step)));
    }
  };
}

/** Whether a step belongs to what happens after an order. A user's identity is part of each. */
function follows(step: StoryStep, order: OrderStep): boolean {
  if (step.kind === 'status') return step.transactionId === order.transactionId;
  if (step.kind === 'webhook') return step.body.merchant_transaction_id === order.transactionId;
  if (step.kind !== 'identity') return false;
  return step.partnerUserId === order.partnerUserId && step.offsetMs >= order.offsetMs;
}

/** @throws ApiError 400 validation_error with what the story has */
function requireSame(
  recorded: OrderStep | undefined,
  order: SessionOrder,
  number: number,
): OrderStep {
  if (!recorded)
    throw new ApiError(
      'validation_error',
      `The story has ${number - 1} orders, and all are replayed`,
    );
  const { transactionType, amount, currency, network } = recorded;
  const expected = `${transactionType} of ${amount} ${currency} on ${network}`;
  if (expected !== `${order.type} of ${order.amount} ${order.currency} on ${order.network}`)
    throw new ApiError('validation_error', `Order ${number} of the story is a ${expected}`);
  return recorded;
}

/** The n-th transaction that the partner creates lives what the n-th of the story did. */
function replayMinted(simulator: Simulator, { steps }: Story, play: Play): void {
  const { provider } = simulator;
  const orders = steps.filter((step) => step.kind === 'order');
  const changedAt = new Map<string, number>();
  provider.onStatusChange(({ id, status, updatedAt }) =>
    changedAt.set(`${id} ${status}`, updatedAt),
  );
  let replayed = 0;
  simulator.replaySession = (order) => {
    const recorded = requireSame(orders[replayed], order, replayed + 1);
    replayed += 1;
    // Only the story decides what happens, not the deposit window.
    const transaction = { ...provider.createTransaction(order), dueAt: null };
    provider.saveTransaction(transaction);
    const { id, partnerUserId, createdAt } = transaction;
    const ownBody = (body: Record<string, unknown>) => {
      const updatedAt = changedAt.get(`${id} ${body.status}`) ?? createdAt;
      const { merchant_transaction_id, created_at, updated_at } = snapshotOf({
        ...transaction,
        updatedAt,
      });
      const own: Record<string, unknown> = { merchant_transaction_id, created_at, updated_at };
      const fields = Object.entries(body).map(([name, value]) => [name, own[name] ?? value]);
      return Object.fromEntries(fields);
    };
    const about = steps.filter((step) => follows(step, recorded));
    play(about, recorded.offsetMs, (step) => {
      if (step.kind === 'status') return { ...step, transactionId: id };
      if (step.kind === 'identity') return { ...step, partnerUserId };
      return step.kind === 'webhook' ? { ...step, body: ownBody(step.body) } : step;
    });
    return transaction;
  };
}

/** What has to be enabled so that the partner can place the orders of a story. */
function enabledFor({ steps }: Story) {
  const orders = steps.filter((step) => step.kind === 'order');
  const assets = orders.map(({ network, currency }) => `${network}:${currency}`);
  const fiat = orders.map(({ fiatCurrency }) => fiatCurrency);
  return {
    assets: [...new Set(assets)],
    fiatCurrencies: [...new Set([...fiat, ...DEFAULT_FIAT_CURRENCIES])],
  };
}

/** A new world in which the story happens again. A restart of the simulator ends it. */
export async function replayStory(
  worlds: WorldRegistry,
  { story, webhookUrl, speed, orders, token }: ReplayRequest,
): Promise<NamedWorld> {
  const webhookUrls = webhookUrl === undefined ? [] : [webhookUrl];
  const recorded = { seed: story.seed, nowMs: Date.parse(story.startedAt) };
  const world = await worlds.create({
    // The partner's orders have new ids, and times that its clock agrees with.
    ...worldRequestSchema.parse(orders === 'recorded' ? recorded : enabledFor(story)),
    settings: { ...story.settings, webhooks: 'off', webhookUrls },
    token,
  });
  const play = player(world.simulator, speed);
  if (orders === 'recorded') play(story.steps, 0);
  else replayMinted(world.simulator, story, play);
  return world;
}
