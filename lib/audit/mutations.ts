import 'server-only';
import { db } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { AuditAction } from '../generated/prisma/enums';
import { currentRequestId } from '../request-id';

/** An operator, or whoever runs a command on the server. */
type AuditActor = { id: string; email: string } | 'command line';

type NewAuditEntry = {
  action: AuditAction;
  actor: AuditActor;
  /** The id of the transaction, delivery or user. */
  subjectId: string;
  /** Small, and free of secrets. */
  details?: Prisma.InputJsonObject;
};

/** Pass the database transaction of what it records, so that neither is stored without the other. */
export async function recordAuditEntry(
  { actor, details = {}, ...entry }: NewAuditEntry,
  tx: Prisma.TransactionClient = db(),
): Promise<void> {
  const who = actor === 'command line' ? { actor } : { actorId: actor.id, actor: actor.email };
  const requestId = currentRequestId() ?? null;
  await tx.auditEntry.create({ data: { ...entry, ...who, requestId, details } });
}
