import 'server-only';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { AppError } from './errors';
import { metrics } from './metrics';
import { withRequestId } from './request-id';

/** Does nothing unless tracing was started (lib/telemetry/tracing.ts). */
export const tracer = () => trace.getTracer('proof-ramp-partner-app');

/**
 * Runs a unit of work. Its logs and its calls to Proof share a request id, its duration is counted,
 * and it is a span if traces are configured. `name` becomes a label, so it must not contain an id.
 */
export function runOperation<Result>(
  name: string,
  work: () => Promise<Result>,
  requestId: string = crypto.randomUUID(),
): Promise<Result> {
  const attributes = { 'app.request_id': requestId };
  return withRequestId(requestId, () =>
    tracer().startActiveSpan(name, { attributes }, async (span) => {
      const count = metrics().operations.startTimer({ operation: name });
      try {
        const result = await work();
        count({ result: 'ok' });
        return result;
      } catch (error) {
        count({ result: error instanceof AppError ? error.code : 'internal' });
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    }),
  );
}
