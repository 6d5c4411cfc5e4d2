import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { demoUsers } from '../lib/demo-users';
import { expect, test } from './support/fixtures';

test('each demo user signs in with a click', async ({ browser, stack }) => {
  for (const { name, role } of demoUsers) {
    const page = await browser.newPage({ baseURL: stack.appUrl });
    await page.goto('/sign-in');
    await page.getByRole('button', { name }).click();
    await expect(page).toHaveURL(role === 'operator' ? /\/ops$/ : /\/buy$/);
    await page.close();
  }
});

test('in demo mode, which needs no password, the app is reachable from this machine only', async ({
  stack,
}) => {
  const port = Number(new URL(stack.appUrl).port);
  expect(await connects('127.0.0.1', port)).toBe(true);
  for (const address of otherAddresses())
    expect([address, await connects(address, port)]).toEqual([address, false]);
});

/** Addresses at which a server that listens on every interface would respond. */
function otherAddresses(): string[] {
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  return ['127.0.0.2', ...outside];
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 2_000 });
    const end = (connected: boolean) => () => {
      socket.destroy();
      resolve(connected);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}
