import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { demoUsers } from '../lib/demo-users';
import { expect, test } from './support/fixtures';
import { openInNewWindow, setVisibility } from './support/journey';
import { enter } from './support/keyboard';

test('each demo user signs in with a click', async ({ browser, stack }) => {
  for (const { name, role } of demoUsers) {
    const page = await browser.newPage({ baseURL: stack.appUrl });
    await page.goto('/sign-in');
    await page.getByRole('button', { name }).click();
    await expect(page).toHaveURL(role === 'operator' ? /\/ops$/ : /\/buy$/);
    await page.close();
  }
});

test('in demo mode no page of another name can use the app, though the name resolves to it', async ({
  stack,
}) => {
  const { hostname, port } = new URL(stack.appUrl);
  const statusAs = async (host: string, path: string) => {
    const request = http.get({ hostname, port, path, headers: { host } });
    const [response] = await once(request, 'response');
    response.destroy();
    return response.statusCode;
  };
  for (const path of ['/', '/sign-in', '/api/auth/csrf']) {
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example'])
      expect([path, host, await statusAs(host, path)]).toEqual([path, host, 421]);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      expect([path, host, await statusAs(host, path)]).toEqual([path, host, 200]);
  }
});

test('the home page leads to the control room, and a demo user is one click away', async ({
  page,
  stack,
}) => {
  await page.goto('/');
  const controlRoom = page.getByRole('link', { name: 'Open the control room' });
  await expect(controlRoom).toHaveAttribute('href', `${stack.simulatorUrl}/control`);
  await page.getByRole('button', { name: 'Nora New' }).click();
  await expect(page).toHaveURL(/\/buy$/);
});

test('a link to a filled-in order form keeps its values through the sign-in', async ({ page }) => {
  await page.goto('/sell?amount=99.5&asset=ERC20%3AUSDC');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole('button', { name: 'Vera Verified' }).click();
  await expect(page.getByLabel('You sell')).toHaveValue(/^99\.50?$/);
  await expect(page.getByLabel('Asset')).toHaveValue('ERC20:USDC');
});

test('by keyboard, a demo user becomes another without signing out, and the other tabs follow', async ({
  page,
}) => {
  await page.goto('/');
  await enter(page, page.getByRole('button', { name: 'Vera Verified' }));
  await expect(page).toHaveURL(/\/buy$/);
  const [live, hidden] = [
    await openInNewWindow(page, '/transactions'),
    await openInNewWindow(page, '/transactions'),
  ];
  await setVisibility(hidden, 'hidden');
  await page.bringToFront();
  await page.getByRole('button', { name: 'Account menu of Vera Verified' }).press('Enter');
  await expect(page.getByRole('link', { name: 'Simulator control room' })).toBeVisible();
  const users = page.getByRole('group', { name: 'Switch demo user' }).getByRole('button');
  await expect(users.and(page.locator('[aria-current]'))).toHaveText(/Vera Verified/);
  const omar = users.filter({ hasText: 'Omar Operator' });
  // The account, the sign-out, then the demo users.
  for (let presses = 0; presses < 2 + demoUsers.length; presses += 1)
    await page.keyboard.press('Tab');
  await expect(omar).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ops$/);
  await expect(page.getByRole('button', { name: 'Account menu of Omar Operator' })).toBeVisible();
  await expect(live).toHaveURL(/\/ops$/);
  await setVisibility(hidden, 'visible');
  await expect(hidden).toHaveURL(/\/ops$/);
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
    const socket = net.connect({ host, port, timeout: 10_000 });
    const end = (connected: boolean) => () => {
      socket.destroy();
      resolve(connected);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}
