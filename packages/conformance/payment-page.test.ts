import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PaymentPage, servePaymentPage } from './payment-page';

let page: PaymentPage;

beforeAll(async () => {
  page = await servePaymentPage('https://widget.example/widget.js');
});
afterAll(() => page.close());

test('the payment page passes every session field to the widget, camel-cased and unchanged', async () => {
  const session = { widget_id: 'w', fix_network: ['TRC20'], unknown_field: { a_b: 1 } };
  const url = page.show(session, 'buy');
  const options: unknown = await (await fetch(`${url}/session.json`)).json();
  expect(options).toEqual({ widgetId: 'w', fixNetwork: ['TRC20'], unknownField: { a_b: 1 } });
});

test('the payment page loads the given widget and allows no other script', async () => {
  const response = await fetch(page.show({}, 'buy'));
  expect(await response.text()).toContain('<script src="https://widget.example/widget.js">');
  expect(response.headers.get('content-security-policy')).toContain(
    "script-src 'self' https://widget.example;",
  );
});

test('without an order there is no payment page', async () => {
  const url = page.show({}, 'buy').replace('/buy', '/sell');
  expect((await fetch(url)).status).toBe(404);
});
