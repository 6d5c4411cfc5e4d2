import { expect, test } from 'vitest';
import { CommandError } from '../../tools/process/command-error';
import { connectToDatabase } from './connection';

test.each([
  ['localhost:5432/partner', /^DATABASE_URL must be a postgresql:\/\/ URL/],
  ['postgresql://user:secret@127.0.0.1:1/partner', /ECONNREFUSED 127\.0\.0\.1:1$/],
])('%s leads to no database, and the message says why', async (url, message) => {
  const error = await connectToDatabase(url).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(CommandError);
  expect(error).toMatchObject({ message: expect.stringMatching(message) });
  expect(String(error)).not.toContain('secret');
});
