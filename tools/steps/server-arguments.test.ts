import { expect, test } from 'vitest';
import { serverArguments } from './server-arguments';

function hostname(DEMO_MODE: string | undefined): string | undefined {
  const args = serverArguments({ NODE_ENV: 'production', PORT: '3000', DEMO_MODE });
  const at = args.indexOf('--hostname');
  return at < 0 ? undefined : args[at + 1];
}

test.each(['true', 'TRUE', '1', 'on', 'yes'])(
  'in demo mode (%s) the app listens on localhost only',
  (value) => {
    expect(hostname(value)).toBe('127.0.0.1');
  },
);

test.each([undefined, '', 'false', 'FALSE', '0', 'off'])(
  'without demo mode (%s) the app listens on every address',
  (value) => {
    expect(hostname(value)).toBeUndefined();
  },
);
