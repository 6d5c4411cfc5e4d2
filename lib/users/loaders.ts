import 'server-only';
import { cache } from 'react';
import { requireUser } from '../auth';
import { demoUsers } from '../demo-users';
import { controlRoomUrl, env, usesSimulator } from '../env';
import { AppError } from '../errors';
import type { Role } from '../generated/prisma/enums';
import { runOperation } from '../operation';
import type { IdentityStatus } from '../proof-api/schema';
import { readRequest } from '../request';
import { readIdentityStatus } from './identity';

/** For the frame around a page. */
export async function loadFrame(role?: Role) {
  const user = await requireUser(role);
  const controlRoom = controlRoomUrl(env());
  return {
    user,
    simulated: usesSimulator(env()),
    demo: controlRoom ? { users: demoUsers, controlRoomUrl: controlRoom } : null,
  };
}

export type Frame = Awaited<ReturnType<typeof loadFrame>>;

/** Null if unknown. For information only: the widget runs the verification itself. */
export const loadIdentityStatus = cache(async (): Promise<IdentityStatus | null> => {
  const user = await requireUser();
  const { requestId } = await readRequest();
  const ask = () => readIdentityStatus(user.id);
  try {
    return await runOperation('read identity status', ask, requestId);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
});
