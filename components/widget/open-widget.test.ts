// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { exampleSession } from './example-session.fixture';
import { widgetParameters } from './open-widget';

const nothing = () => {};
const callbacks = {
  onLoad: nothing,
  onReady: nothing,
  onStatusChange: nothing,
  onPaymentFinished: nothing,
  onSellTransferEnabled: nothing,
};

test('every documented field gets its camel-cased name and keeps its value', () => {
  const host = document.createElement('div');
  expect(widgetParameters(exampleSession(), host, callbacks)).toEqual({
    ...callbacks,
    host,
    merchantTransactionId: '550e8400-e29b-41d4-a716-446655440000',
    widgetId: 'fb359d09-fff6-4b1f-906c-b9062b135065',
    address: 'TRx1a2b3c4d5e6f',
    signature: 'v2:a1b2c3d4e5f6',
    initToken: 'eyJhbGciOi',
    initTokenType: 'sdk_partner_authorization',
    currency: 'USDT',
    network: 'TRC20',
    amount: '100',
    fixCurrency: true,
    fixNetwork: ['TRC20'],
    fixAmount: true,
    fiatCurrency: 'EUR',
    type: 'buy',
  });
});

test('fields that nobody documented are handed over as they came', () => {
  const session = {
    ...exampleSession(),
    fiat_currencies: ['EUR', 'GBP'],
    some_new_field2: { inner_name: [1, null] },
    fix_fiat_amount: false,
    lang: '',
  };
  const parameters = widgetParameters(session, document.createElement('div'), callbacks);
  expect(parameters).toMatchObject({
    fiatCurrencies: ['EUR', 'GBP'],
    someNewField2: { inner_name: [1, null] },
    fixFiatAmount: false,
    lang: '',
  });
  expect(parameters.fiatCurrencies).toBe(session.fiat_currencies);
});

test('a field of the session cannot stand in for the host', () => {
  const host = document.createElement('div');
  const session = { ...exampleSession(), host: 'elsewhere' };
  expect(widgetParameters(session, host, callbacks).host).toBe(host);
});
