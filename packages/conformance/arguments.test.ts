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
  [[...REQUIRED, '--sel'], "Unknown option '--sel'"],
  [[...REQUIRED, 'more'], 'more'],
])('the arguments %j are refused with a message that contains "%s"', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});
