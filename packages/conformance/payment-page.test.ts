import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PaymentPage, servePaymentPage } from './payment-page';

let page: PaymentPage;

beforeAll(async () => {
  page = await servePaymentPage('https://widget.example/widget.js');
});
afterAll(() => page.close());

describe('the page in which a person pays', () => {
  it('passes every field of the session on, camel-cased and unchanged', async () => {
    const session = { widget_id: 'w', fix_network: ['TRC20'], of_tomorrow: { a_b: 1 } };
    const url = page.show(session, 'buy');
    const passed: unknown = await (await fetch(`${url}/session.json`)).json();
    expect(passed).toEqual({ widgetId: 'w', fixNetwork: ['TRC20'], ofTomorrow: { a_b: 1 } });
  });

  it('loads the named widget, and lets no other script run', async () => {
    const response = await fetch(page.show({}, 'buy'));
    expect(await response.text()).toContain('<script src="https://widget.example/widget.js">');
    expect(response.headers.get('content-security-policy')).toContain(
      "script-src 'self' https://widget.example;",
    );
  });

  it('knows no page before there is something to pay', async () => {
    const url = page.show({}, 'buy').replace('/buy', '/sell');
    expect((await fetch(url)).status).toBe(404);
  });
});
