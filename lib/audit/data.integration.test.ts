import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { withRequestId } from '../request-id';
import { getAuditPage } from './data';
import { recordAuditEntry } from './mutations';

withPartnerApp();

const olga = { id: crypto.randomUUID(), email: 'olga@example.com' };

test('an entry says who, when, what and why, and is not stored without what it records', async () => {
  const subjectId = crypto.randomUUID();
  const entry = { action: 'check_now', actor: olga, subjectId } as const;
  const failing = db().$transaction(async (tx) => {
    await recordAuditEntry(entry, tx);
    throw new Error('the work failed');
  });
  await expect(failing).rejects.toThrow('the work failed');
  expect((await getAuditPage({ about: subjectId }, {})).rows).toEqual([]);

  await withRequestId('request-1', () =>
    recordAuditEntry({ ...entry, details: { reason: 'a customer asked' } }),
  );
  const { rows } = await getAuditPage({ about: subjectId }, {});
  expect(rows).toEqual([
    {
      id: expect.any(String),
      recordedAt: expect.stringMatching(/Z$/),
      action: 'check_now',
      actorId: olga.id,
      actor: olga.email,
      subjectId,
      requestId: 'request-1',
      details: { reason: 'a customer asked' },
    },
  ]);
});

test('entries are never changed or deleted', async () => {
  await recordAuditEntry({ action: 'check_now', actor: olga, subjectId: 'kept' });
  const where = { subjectId: 'kept' };
  const refused = 'Audit entries are never changed or deleted.';
  const change = db().auditEntry.updateMany({ where, data: { actor: 'somebody else' } });
  await expect(change).rejects.toThrow(refused);
  await expect(db().auditEntry.deleteMany({ where })).rejects.toThrow(refused);
  expect((await getAuditPage({ about: 'kept' }, {})).rows).toMatchObject([{ actor: olga.email }]);
});

test('pages are newest first, and no entry is on two pages or on none', async () => {
  const actor = { id: 'p', email: 'Paging@example.com' };
  const subjects = Array.from({ length: 120 }, (_, index) => `subject-${index}`);
  // Ten at a time have the same time.
  for (let start = 0; start < subjects.length; start += 10)
    await db().$transaction(async (tx) => {
      for (const subjectId of subjects.slice(start, start + 10))
        await recordAuditEntry({ action: 'replay_delivery', actor, subjectId }, tx);
    });
  const first = await getAuditPage({ who: 'paging@' }, {});
  const second = await getAuditPage({ who: 'paging@' }, first.older ?? {});
  const third = await getAuditPage({ who: 'paging@' }, second.older ?? {});
  const pages = [first, second, third].map(({ rows }) => rows);
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(third.older).toBeNull();
  expect(pages.flat().map(({ subjectId }) => subjectId)).toEqual(subjects.toReversed());
});

test('the action and the person select entries', async () => {
  const actor = { id: 'q', email: 'quentin@example.com' };
  await recordAuditEntry({ action: 'check_now', actor, subjectId: 'a' });
  await recordAuditEntry({ action: 'replay_delivery', actor, subjectId: 'b' });
  await recordAuditEntry({ action: 'grant_operator', actor: 'command line', subjectId: 'c' });
  const subjects = async (query: Parameters<typeof getAuditPage>[0]) =>
    (await getAuditPage(query, {})).rows.map(({ subjectId }) => subjectId);
  expect(await subjects({ who: 'Quentin' })).toEqual(['b', 'a']);
  expect(await subjects({ who: 'quentin', action: 'check_now' })).toEqual(['a']);
  expect(await subjects({ who: 'command line' })).toEqual(['c']);
  expect(await subjects({ who: 'nobody' })).toEqual([]);
});
