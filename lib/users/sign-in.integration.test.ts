import { expect, test } from 'vitest';
import { postForm } from '../../testing/next-auth-form';
import { withPartnerApp } from '../../testing/partner-app';
import { env } from '../env';

withPartnerApp({ AUTH_GITHUB_ID: 'github-id', AUTH_GITHUB_SECRET: 'github-secret' });

test('GitHub gets the validated client id, not a later value of the environment variable', async () => {
  expect(env().AUTH_GITHUB_ID).toBe('github-id');
  process.env.AUTH_GITHUB_ID = 'changed-after-the-start';
  const response = await postForm('/signin/github', {});
  const location = new URL(response.headers.get('location') ?? '');
  expect(location.origin).toBe('https://github.com');
  expect(location.searchParams.get('client_id')).toBe('github-id');
});
