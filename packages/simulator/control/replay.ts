import { z } from 'zod';
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
  token: worldRequestSchema.shape.token,
});
type ReplayRequest = z.output<typeof replayRequestSchema>;

function placeOrder(
  { provider, store, clock, events }: Simulator,
  { kind: _, offsetMs: __, ...order }: Extract<StoryStep, { kind: 'order' }>,
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

/** Schedules the steps of a story in a world, whose own webhooks are off. */
function schedule(simulator: Simulator, { steps }: Story, speed: ReplayRequest['speed']): void {
  const { clock, webhooks } = simulator;
  const startMs = clock.nowMs();
  // One after another, because the order matters more than the time.
  let sent: Promise<unknown> = Promise.resolve();
  for (const step of steps) {
    const afterMs = speed === 'instant' ? 0 : step.offsetMs / speed;
    clock.schedule(startMs + afterMs, () => {
      if (step.kind !== 'webhook') runStep(simulator, step);
      else sent = sent.then(() => webhooks.forge(step.body, step.faults));
    });
  }
}

/** A new world in which the story happens again. A restart of the simulator ends it. */
export async function replayStory(
  worlds: WorldRegistry,
  { story, webhookUrl, speed, token }: ReplayRequest,
): Promise<NamedWorld> {
  const webhookUrls = webhookUrl === undefined ? [] : [webhookUrl];
  const world = await worlds.create({
    ...worldRequestSchema.parse({ seed: story.seed, nowMs: Date.parse(story.startedAt) }),
    settings: { ...story.settings, webhooks: 'off', webhookUrls },
    token,
  });
  schedule(world.simulator, story, speed);
  return world;
}
