import { z } from 'zod';
import { AuditAction } from '../generated/prisma/enums';
import { cursorSchema } from '../history/schema';

/** The search parameters of the audit log. */
export const auditQuerySchema = z
  .object({
    action: z.enum(AuditAction),
    /** The actor, or how their email address begins. */
    who: z
      .string()
      .trim()
      .regex(/^[^\0]{1,200}$/),
    /** The id of a transaction, delivery or user. */
    about: z
      .string()
      .trim()
      .regex(/^[\w-]{1,100}$/),
    /** The last entry of the page before. */
    after: cursorSchema,
  })
  .partial();
export type AuditQuery = z.infer<typeof auditQuerySchema>;
export type AuditField = keyof AuditQuery;

/** The search parameters of a filter and a position, with "?" unless there are none. */
export function auditSearch({ after, ...filter }: AuditQuery): string {
  const params = new URLSearchParams(filter);
  if (after) params.set('after', `${after.createdAt}_${after.id}`);
  return params.size > 0 ? `?${params}` : '';
}
