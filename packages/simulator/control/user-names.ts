import { tryDecodeURIComponent } from 'hono/utils/url';
import { z } from 'zod';
import type { Call } from '../api/call-log';
import { newUser, type User } from '../provider/user';
import type { Simulator } from '../simulator';

/** What to call a user: the name of a demo user, otherwise the email address, if one is known. */
export function userName({ config, store }: Simulator, id: string): string | null {
  const demoUser = config.demoUsers.find((known) => known.id === id);
  return demoUser?.name ?? (store.users.get(id)?.email || null);
}

export function userView(simulator: Simulator, user: User) {
  return {
    partner_user_id: user.partnerUserId,
    name: userName(simulator, user.partnerUserId),
    email: user.email,
    kyc_status: user.kycStatus,
    next_scenario: user.nextScenario,
  };
}

/** The demo users, who may have no session yet, then everybody else. */
export function userViews(simulator: Simulator) {
  const { config, store } = simulator;
  const demoUsers = config.demoUsers.map(
    ({ id, email }) => store.users.get(id) ?? newUser(id, email),
  );
  const others = [...store.users.values()].filter(
    ({ partnerUserId }) => !config.demoUsers.some(({ id }) => id === partnerUserId),
  );
  return [...demoUsers, ...others].map((user) => userView(simulator, user));
}

const sessionRequestSchema = z.object({ partner_user_id: z.string() });

function userOfSessionRequest(body: string): string | undefined {
  try {
    return sessionRequestSchema.safeParse(JSON.parse(body)).data?.partner_user_id;
  } catch {
    return undefined;
  }
}

/** What a path reads, with its decoded ID, as the router decodes it. */
export function subjectOf(path: string) {
  const [, subject, id = ''] = /^\/widget\/(transactions|users)\/([^/]+)/.exec(path) ?? [];
  return { subject, id: tryDecodeURIComponent(id) };
}

function userOfCall({ store }: Simulator, { path, requestBody }: Call): string | undefined {
  const { subject, id } = subjectOf(path);
  if (subject === 'users') return id;
  if (subject === 'transactions') return store.transactions.get(id)?.partnerUserId;
  return userOfSessionRequest(requestBody);
}

/** The transaction that a call created or read. */
function transactionOfCall({ path, responseBody }: Call): string | null {
  const { subject, id } = subjectOf(path);
  if (subject === 'transactions') return id;
  if (path !== '/widget/session') return null;
  return /"merchant_transaction_id":"([^"]+)"/.exec(responseBody)?.[1] ?? null;
}

function withUser<T>(simulator: Simulator, entry: T, userId: string | undefined) {
  return {
    ...entry,
    partnerUserId: userId ?? null,
    userName: userId === undefined ? null : userName(simulator, userId),
  };
}

export function callView(simulator: Simulator, call: Call) {
  const entry = { ...call, transactionId: transactionOfCall(call) };
  return withUser(simulator, entry, userOfCall(simulator, call));
}

/** @param message a delivery, or a message that was dropped */
export function messageView<T extends { transactionId: string }>(simulator: Simulator, message: T) {
  const transaction = simulator.store.transactions.get(message.transactionId);
  return withUser(simulator, message, transaction?.partnerUserId);
}
