import { z } from 'zod';
import { AuditAction } from '../generated/prisma/enums';

/** The search parameters of the audit log. */
export const auditFilterSchema = z
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
  })
  .partial();
export type AuditFilter = z.infer<typeof auditFilterSchema>;
