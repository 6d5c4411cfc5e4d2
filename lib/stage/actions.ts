'use server';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { getCurrentUser } from '../auth';
import { demoUsers } from '../demo-users';
import { getEventSequence } from '../live/data';
import { signIn } from '../users/sign-in';
import { brandKeys } from './brands';
import { saveStageBrand } from './cookies';
import { control, requireControlRoom } from './simulator';
import { stories, storyKeys } from './stories';

/** The provider's speed, as a multiple of real time. */
const SPEED = { normal: 2, slow: 0.6 } as const;
const ASSET = 'TRC20:USDT';

const customerSchema = z.enum(demoUsers.map(({ key }) => key));
const brandSchema = z.enum(brandKeys);
const startSchema = z.object({
  story: z.enum(storyKeys),
  customer: customerSchema,
  slow: z.boolean(),
});

/**
 * Prepares a story: the simulator's faults and pace, what will happen to the customer's next order,
 * and the sign-in. Returns where the phone starts, and where the customer's feed continues. These
 * actions don't use defineAction, because nobody may be signed in yet.
 */
export async function startStoryAction(input: z.input<typeof startSchema>) {
  requireControlRoom();
  const { story, customer, slow } = parse(startSchema, input);
  const { type, amount, scenario, faults } = stories[story];
  await control('DELETE', '/faults');
  for (const [fault, parameters] of Object.entries(faults))
    await control('PUT', `/faults/${fault}`, parameters);
  await control('PATCH', '/settings', { speed: slow ? SPEED.slow : SPEED.normal });
  const userId = await signInCustomer(customer);
  await control('POST', '/orders', {
    ...{ partner_user_id: userId, type, amount, scenario, asset: ASSET },
  });
  return {
    story,
    userId,
    sequence: await getEventSequence(userId),
    startedAt: new Date().toISOString(),
    path: `/${type}?${new URLSearchParams({ amount, asset: ASSET })}`,
  };
}

export type StartedStory = Awaited<ReturnType<typeof startStoryAction>>;

/** Ends the story's faults and pace. */
export async function stopStoryAction(): Promise<void> {
  requireControlRoom();
  await control('DELETE', '/faults');
  await control('PATCH', '/settings', { speed: 1 });
}

/** Resets the app and the simulator to the demo's data. */
export async function resetStageAction(): Promise<void> {
  requireControlRoom();
  await control('POST', '/reset', { partnerApp: true });
}

export async function switchCustomerAction(key: z.input<typeof customerSchema>): Promise<void> {
  requireControlRoom();
  await signInCustomer(parse(customerSchema, key));
}

export async function switchBrandAction(key: z.input<typeof brandSchema>): Promise<void> {
  requireControlRoom();
  await saveStageBrand(parse(brandSchema, key));
}

/** A story, a customer or a brand that does not exist is a 404. */
function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : notFound();
}

async function signInCustomer(key: z.output<typeof customerSchema>): Promise<string> {
  const customer = demoUsers.find((user) => user.key === key);
  if (!customer) throw new RangeError(`There is no demo user ${key}.`);
  const current = await getCurrentUser();
  if (current?.id !== customer.id) await signIn('demo', { user: key, redirect: false });
  return customer.id;
}
