import 'server-only';
import { db } from '../db';
import type { AuditEntry } from '../generated/prisma/client';
import type { AuditQuery } from './schema';

const PAGE_SIZE = 50;

export type AuditEntryView = Omit<AuditEntry, 'recordedAt'> & { recordedAt: string };

/** A page of the audit log, newest first. `older` is where the next one starts. */
export async function getAuditPage({ action, who, about, after }: AuditQuery) {
  const rows = await db().auditEntry.findMany({
    where: {
      action,
      subjectId: about,
      ...(who && { actor: { startsWith: who, mode: 'insensitive' } }),
      ...(after && {
        recordedAt: { lte: after.createdAt },
        NOT: { recordedAt: after.createdAt, id: { gte: after.id } },
      }),
    },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
  });
  const entries = rows.slice(0, PAGE_SIZE).map(toView);
  const last = rows.length > PAGE_SIZE ? entries.at(-1) : undefined;
  return { entries, older: last && { createdAt: last.recordedAt, id: last.id } };
}

function toView(entry: AuditEntry): AuditEntryView {
  return { ...entry, recordedAt: entry.recordedAt.toISOString() };
}
