import { expect, test } from 'vitest';
import { readArguments } from './arguments';

const REQUIRED = ['--api', 'https://sandbox.example/', '--token', 't'];

test('two arguments are enough, and the defaults give a person time to pay', () => {
  expect(readArguments(REQUIRED)).toMatchObject({
    apiUrl: 'https://sandbox.example',
    network: 'TRC20',
    currency: 'USDT',
    sell: false,
    human: true,
    controlUrl: null,
    skip: [],
    pollMs: 5_000,
    timeoutMs: 600_000,
    webhookPort: null,
    widgetUrl: 'https://widget.proof.community/widget.2.0.js',
  });
});

test('a local implementation serves its own widget', () => {
  const { widgetUrl } = readArguments(['--api', 'http://localhost:4000', '--token', 't']);
  expect(widgetUrl).toBe('http://localhost:4000/widget.2.0.js');
});

test.each([
  [['--token', 't'], '--api'],
  [['--api', 'https://a.example'], '--token is required'],
  [['--api', 'ftp://a.example', '--token', 't'], '--api'],
  [[...REQUIRED, '--asset', 'USDT'], '--asset: must be NETWORK:CURRENCY'],
  [[...REQUIRED, '--amount', 'much'], '--amount: must be a decimal number'],
  [[...REQUIRED, '--timeout', '0'], '--timeout'],
  [[...REQUIRED, '--webhook-port', '70000'], '--webhook-port'],
  [[...REQUIRED, '--control', 'localhost:4000'], '--control'],
  [[...REQUIRED, '--skip', 'sockets'], '--skip'],
  [[...REQUIRED, '--sel'], "Unknown option '--sel'"],
  [[...REQUIRED, 'more'], 'more'],
])('the arguments %j are refused with a message that contains "%s"', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});

test('an unattended run has a control API with its token', () => {
  const control = ['--control', 'http://localhost:4000/control/api/', '--control-token', 'secret'];
  expect(readArguments([...REQUIRED, ...control])).toMatchObject({
    controlUrl: 'http://localhost:4000/control/api',
    controlToken: 'secret',
  });
});

test('a run without payments expects no webhooks either', () => {
  expect(readArguments([...REQUIRED, '--skip', 'payments']).skip).toEqual(['payments', 'webhooks']);
});
