import { trace } from '@opentelemetry/api';
import pino from 'pino';
import { env } from './env';
import { processWide } from './process-wide';
import { currentRequestId } from './request-id';

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
      mixin: () => ({
        requestId: currentRequestId(),
        traceId: trace.getActiveSpan()?.spanContext().traceId,
      }),
      serializers: { cause: pino.stdSerializers.errWithCause },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), remove: true },
    }),
  );
}
