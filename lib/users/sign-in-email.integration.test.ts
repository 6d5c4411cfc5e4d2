import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect, test, vi } from 'vitest';
import { postForm, request } from '../../testing/next-auth-form';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { handlers } from './sign-in';
import { isOwnLink } from './sign-in-link';

const BROWSER = 'a random ID';
const mails: Email[] = [];
const mailServer = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo: ({ address }, _session, callback) =>
    callback(address.startsWith('refused') ? new Error('No such mailbox') : null),
  onData: (stream, _session, callback) => {
    const received = stream.toArray().then((chunks) => PostalMime.parse(Buffer.concat(chunks)));
    received.then((mail) => mails.push(mail)).then(() => callback(), callback);
  },
});
const listening = mailServer.listen(0, '127.0.0.1');
await once(listening, 'listening');
const address = listening.address();
const port = typeof address === 'object' ? address?.port : undefined;
afterAll(() => new Promise<void>((resolve) => mailServer.close(() => resolve())));

withPartnerApp({
  AUTH_EMAIL_SERVER: `smtp://127.0.0.1:${port}`,
  AUTH_EMAIL_FROM: 'Pay <no-reply@pay.example>',
  BRAND_NAME: 'Smith & <Sons>',
  BRAND_SUPPORT_EMAIL: 'help@pay.example',
  BRAND_ACCENT: '#ffcc00',
});

async function receive(email: string): Promise<Email> {
  const before = mails.length;
  const response = await postForm(`/signin/nodemailer?browser=${BROWSER}`, { email });
  expect(response.headers.get('location')).toContain('/verify-request?');
  return vi.waitFor(() => mails[before] ?? Promise.reject(new Error('No mail')), 10_000);
}

const linkIn = (text: string | undefined) => /https?:\/\/\S+/.exec(text ?? '')?.[0] ?? '';
const open = (link: string) =>
  handlers.POST(request(`/callback/nodemailer${new URL(link).search}`, { method: 'POST' }));
const sessionCookie = (response: Response) =>
  response.headers.getSetCookie().find((cookie) => /session-token=[^;]/.test(cookie));

test('the link in the email signs a new customer in, once', async () => {
  const mail = await receive('kim@example.com');
  expect(mail.to).toEqual([{ address: 'kim@example.com', name: '' }]);
  const link = linkIn(mail.text);
  const signedIn = await open(link);
  const cookie = sessionCookie(signedIn)?.split(';')[0] ?? '';
  const session = await handlers.GET(request('/session', { headers: { cookie } }));
  const user = await db().user.findUniqueOrThrow({ where: { email: 'kim@example.com' } });
  expect(await session.json()).toMatchObject({ claims: { sub: user.id, signInVersion: 0 } });

  const again = await open(link);
  expect(sessionCookie(again)).toBeUndefined();
  expect(again.headers.get('location')).toContain('error=Verification');
});

test('a link is the own one of the browser that asked for it, and of no other', async () => {
  const link = new URL(linkIn((await receive('max@example.com')).text));
  expect(link.pathname).toBe('/sign-in/confirm');
  const isOwn = (value?: string) =>
    isOwnLink(link.searchParams, { get: () => (value === undefined ? value : { value }) });
  expect(isOwn(BROWSER)).toBe(true);
  expect(isOwn('another random ID')).toBe(false);
  expect(isOwn(undefined)).toBe(false);
  link.searchParams.set('token', 'forged');
  expect(isOwn(BROWSER)).toBe(false);
});

test('a request that names no browser gets no email', async () => {
  const response = await postForm('/signin/nodemailer', { email: 'nob@example.com' });
  expect(response.headers.get('location')).toContain('error=');
  expect(mails.some(({ to }) => to?.some(({ address }) => address === 'nob@example.com'))).toBe(
    false,
  );
});

test("the email is in the brand's name, colours and markup that email clients know", async () => {
  const { from, subject, text = '', html = '' } = await receive('lee@example.com');
  expect(from).toEqual({ address: 'no-reply@pay.example', name: 'Pay' });
  expect(subject).toBe('Sign in to Smith & <Sons>');
  expect(text).toContain('help@pay.example');
  // Text on the yellow button is black, and the link's yellow is darkened until it can be read.
  expect(html).toMatch(/bgcolor="#ffcc00".*\n.*color:#000000/);
  expect(html).toContain('Sign in to Smith &amp; &lt;Sons&gt;');
  expect(html).not.toContain('<Sons>');
  const hrefs = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  expect(hrefs).toHaveLength(2);
  for (const href of hrefs) expect(href?.replaceAll('&amp;', '&')).toBe(linkIn(text));
  expect(html).not.toMatch(/<(style|script|link|form)|class=|var\(|oklch/);
});

test('when the mail server refuses the address, nobody is told to check their email', async () => {
  const email = { email: 'refused@example.com' };
  const response = await postForm(`/signin/nodemailer?browser=${BROWSER}`, email);
  expect(response.headers.get('location')).toContain('error=');
  expect(await db().user.count({ where: { email: 'refused@example.com' } })).toBe(0);
});

test('one address gets five emails in ten minutes and no more, and others still get theirs', async () => {
  for (let time = 0; time < 5; time += 1) await receive('often@example.com');
  const before = mails.length;
  const email = { email: 'often@example.com' };
  const response = await postForm(`/signin/nodemailer?browser=${BROWSER}`, email);
  expect(response.headers.get('location')).toContain('error=');
  await receive('seldom@example.com');
  expect(mails).toHaveLength(before + 1);
});
