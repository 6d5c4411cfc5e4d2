import pino from 'pino';
import { env } from './env';
import { processWide } from './process-wide';

const secretKeys = [
  'authorization',
  'token',
  'client_token',
  'init_token',
  'initToken',
  'signature',
  'cookie',
  'secret',
];

export function log(): pino.Logger {
  return processWide('log', () =>
    pino({
      level: env().LOG_LEVEL,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { cause: pino.stdSerializers.errWithCause },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), remove: true },
    }),
  );
}
