import { z } from 'zod';

export const kycStatusSchema = z.enum(['not_started', 'pending', 'verified', 'failed']);
export type KycStatus = z.infer<typeof kycStatusSchema>;

export const userSchema = z.object({
  partnerUserId: z.string(),
  email: z.string(),
  kycStatus: kycStatusSchema,
  /** The scenario of the user's next session. */
  nextScenario: z.string().nullable().default(null),
  /** The identity check in progress. */
  check: z.object({ dueAt: z.number(), outcome: z.enum(['verified', 'failed']) }).nullable(),
});
export type User = z.infer<typeof userSchema>;

export function newUser(partnerUserId: string, email: string): User {
  return { partnerUserId, email, kycStatus: 'not_started', check: null, nextScenario: null };
}

export function canSubmitIdentity(user: User): boolean {
  return user.kycStatus === 'not_started' || user.kycStatus === 'failed';
}

export function submitIdentity(user: User, outcome: 'verified' | 'failed', dueAt: number): User {
  return { ...user, kycStatus: 'pending', check: { dueAt, outcome } };
}

export function decideIdentity(user: User, kycStatus: KycStatus): User {
  return { ...user, kycStatus, check: null };
}
