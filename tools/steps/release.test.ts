import { expect, test } from 'vitest';
import { serverEnvironment } from './release';

function hostname(DEMO_MODE: string | undefined): string | undefined {
  const HOSTNAME = 'name-of-the-machine';
  return serverEnvironment({ NODE_ENV: 'production', DEMO_MODE, HOSTNAME }).HOSTNAME;
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
    expect(hostname(value)).toBe('0.0.0.0');
  },
);
