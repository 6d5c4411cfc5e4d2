import { expect, test } from 'vitest';
import { AppError, toPublicError } from './errors';

test.each([
  [1, '1 second'],
  [99, '99 seconds'],
  [101, '2 minutes'],
  [86_400, '24 hours'],
])('a refusal for %s s says %s', (retryAfterSeconds, wait) => {
  const error = new AppError('too_many_requests', undefined, { retryAfterSeconds });
  const { message } = toPublicError(error, 'id');
  expect(message).toBe(`You've done this too often. Try again in ${wait}.`);
});
