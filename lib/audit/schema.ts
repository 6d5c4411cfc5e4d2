import { z } from 'zod';
import { AuditAction } from '../generated/prisma/enums';
import { positionSchema } from '../keyset';

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
    ...positionSchema.shape,
  })
  .partial();
type AuditQuery = z.infer<typeof auditQuerySchema>;
export type AuditField = keyof AuditQuery;
export type AuditFilter = Omit<AuditQuery, 'after' | 'before'>;
