import 'server-only';
import { db } from '../db';
import type { AuditEntry } from '../generated/prisma/client';
import { type Page, type Position, type Range, readPage } from '../keyset';
import type { AuditFilter } from './schema';

const PAGE_SIZE = 50;

export type AuditEntryView = Omit<AuditEntry, 'recordedAt'> & { recordedAt: string };

/** A page of the audit log, newest first. */
export function getAuditPage(
  { action, who, about }: AuditFilter,
  position: Position,
): Promise<Page<AuditEntryView>> {
  const read = async ({ time, same, order, take }: Range) => {
    const rows = await db().auditEntry.findMany({
      where: {
        action,
        subjectId: about,
        ...(who && { actor: { startsWith: who, mode: 'insensitive' } }),
        recordedAt: time,
        NOT: same && { recordedAt: same.time, id: same.id },
      },
      orderBy: [{ recordedAt: order }, { id: order }],
      take,
    });
    return rows.map(toView);
  };
  return readPage(position, PAGE_SIZE, read, ({ recordedAt, id }) => ({ time: recordedAt, id }));
}

function toView(entry: AuditEntry): AuditEntryView {
  return { ...entry, recordedAt: entry.recordedAt.toISOString() };
}
