import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments';

const REQUIRED = ['--api', 'https://sandbox.example/', '--token', 't'];

describe('the arguments', () => {
  it('two suffice; the rest has defaults that a person can work with', () => {
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

  it('an implementation on this machine serves its own widget', () => {
    const { widgetUrl } = readArguments(['--api', 'http://localhost:4000', '--token', 't']);
    expect(widgetUrl).toBe('http://localhost:4000/widget.2.0.js');
  });

  it.each([
    [['--token', 't'], '--api'],
    [['--api', 'https://a.example'], '--token is required'],
    [['--api', 'ftp://a.example', '--token', 't'], '--api'],
    [[...REQUIRED, '--asset', 'USDT'], '--asset: must be NETWORK:CURRENCY'],
    [[...REQUIRED, '--amount', 'much'], '--amount: must be a decimal number'],
    [[...REQUIRED, '--timeout', '0'], '--timeout'],
    [[...REQUIRED, '--webhook-port', '70000'], '--webhook-port'],
    [[...REQUIRED, '--sel'], "Unknown option '--sel'"],
    [[...REQUIRED, 'more'], 'more'],
  ])('%j is refused, and the message says "%s"', (words, said) => {
    expect(() => readArguments(words)).toThrow(said);
  });
});
