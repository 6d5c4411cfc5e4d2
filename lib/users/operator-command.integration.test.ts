import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { getAuditPage } from '../audit/data';
import { db } from '../db';
import { runOperatorCommand } from './operator-command';

const app = withPartnerApp();

test('a grant and a revocation change the role, and each change is in the audit log once', async () => {
  const { id, email } = await app.addCustomer();
  const role = async () => (await db().user.findUniqueOrThrow({ where: { id } })).role;
  const run = async (command: string) => (await runOperatorCommand([command, email])).exitCode;
  expect(await run('grant')).toBe(0);
  expect(await run('grant')).toBe(0);
  expect(await role()).toBe('operator');
  expect((await runOperatorCommand(['list'])).text).toBe(email);
  expect(await run('revoke')).toBe(0);
  expect(await run('revoke')).toBe(0);
  expect(await role()).toBe('customer');
  const { rows } = await getAuditPage({ about: id }, {});
  expect(rows).toMatchObject([
    { action: 'revoke_operator', actor: 'command line', actorId: null, details: { email } },
    { action: 'grant_operator', actor: 'command line', actorId: null, details: { email } },
  ]);
});

test('nobody is created: an unknown address fails and says what to do', async () => {
  const before = await db().user.count();
  for (const command of ['grant', 'revoke']) {
    const { text, exitCode } = await runOperatorCommand([command, 'nobody@example.com']);
    expect(exitCode).toBe(1);
    expect(text).toContain('sign in once with this address');
  }
  expect(await db().user.count()).toBe(before);
});

test.each([
  [[]],
  [['grant']],
  [['grant', 'a@example.com', 'b@example.com']],
  [['list', 'a@example.com']],
  [['promote', 'a@example.com']],
])('%j fails with the usage', async (args) => {
  const { text, exitCode } = await runOperatorCommand(args);
  expect(exitCode).toBe(1);
  expect(text).toContain('npm run operator -- grant EMAIL');
});
