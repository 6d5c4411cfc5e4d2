import { expect, test } from 'vitest';
import { Users } from './users';

const listed = [
  { userId: 'one', email: 'one@example.com' },
  { userId: 'two', email: 'two@example.com' },
];

test('a listed user belongs to one check at a time', async () => {
  const users = new Users({ users: listed });
  expect(users.concurrency).toBe(2);
  const [first, second] = [await users.take(), await users.take()];
  expect([first.userId, second.userId]).toEqual(['one', 'two']);
  const waiting = users.take();
  users.giveBack(first);
  expect(await waiting).toBe(first);
});

test('without a list, every check gets a user that nobody had', async () => {
  const users = new Users({});
  const taken = [await users.take(), await users.take()];
  users.giveBack(await users.take());
  taken.push(await users.take());
  expect(new Set(taken.map(({ userId }) => userId)).size).toBe(3);
  expect(new Set(taken.map(({ email }) => email)).size).toBe(3);
});
