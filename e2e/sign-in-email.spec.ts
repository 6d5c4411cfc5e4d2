import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/fixtures';

const mails: Email[] = [];
const mailServer = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _session, callback) => {
    const received = stream.toArray().then((chunks) => PostalMime.parse(Buffer.concat(chunks)));
    received.then((mail) => mails.push(mail)).then(() => callback(), callback);
  },
});
const listening = mailServer.listen(0, '127.0.0.1');
await once(listening, 'listening');
listening.unref();
const address = listening.address();
const port = typeof address === 'object' ? address?.port : undefined;

test.use({
  stackSettings: {
    AUTH_EMAIL_SERVER: `smtp://127.0.0.1:${port}`,
    AUTH_EMAIL_FROM: 'Pay <no-reply@pay.example>',
  },
});

test('a sign-in link asks for a click, works in the browser that asked for it, and in no other', async ({
  page,
  browser,
  stack,
}) => {
  await page.goto('/sign-in?next=/buy');
  await page.getByLabel('Email address').fill('kim@example.com');
  await page.getByRole('button', { name: 'Send sign-in link' }).click();
  await expect(page.getByText('We sent you a sign-in link.')).toBeVisible();
  await expect.poll(() => mails.length).toBe(1);
  const link = /https?:\/\/\S+/.exec(mails[0]?.text ?? '')?.[0] ?? '';

  const other = await browser.newContext({ baseURL: stack.appUrl });
  const elsewhere = await other.newPage();
  await elsewhere.goto(link);
  await expect(elsewhere.getByText("This link doesn't work in this browser")).toBeVisible();
  await expectAccessible(elsewhere);
  const callback = `/api/auth/callback/nodemailer${new URL(link).search}`;
  // Neither does what a mail scanner or another browser requests use the link up.
  expect((await elsewhere.request.get(callback)).status()).toBe(405);
  expect((await elsewhere.request.post(callback)).status()).toBe(403);
  await other.close();

  await page.goto(link);
  await expect(page.getByText('You are about to sign in as kim@example.com.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/buy$/);

  // A page that is open would notice the sign-out, and leave.
  await page.goto('about:blank');
  await page.context().clearCookies({ name: 'authjs.session-token' });
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('This link has expired or was already used.')).toBeVisible();
});
