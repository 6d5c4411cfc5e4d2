import 'server-only';
import { SpanKind } from '@opentelemetry/api';
import { v7 as uuidv7 } from 'uuid';
import { db, unflushed } from '../../db';
import { log } from '../../log';
import { metrics } from '../../metrics';
import { tracer } from '../../operation';
import type { ProofCall } from '../../proof-api/client';
import { currentRequestId } from '../../request-id';
import { causeOf } from './causes';

/**
 * A failure to store it must not fail the call, and nothing waits until it is on disk. Its message can
 * be any text, and Postgres text cannot contain a zero byte.
 */
export async function recordProviderCall(call: ProofCall): Promise<void> {
  log()[call.error ? 'warn' : 'debug'](call, 'proof call');
  observe(call);
  try {
    await db().$executeRaw`
      WITH ${unflushed}
      INSERT INTO provider_calls (id, endpoint, merchant_transaction_id, user_id, asset, http_status,
        error, code, message, provider_request_id, request_id, duration_ms)
      SELECT ${uuidv7()}, ${call.endpoint}, ${call.merchantTransactionId}, ${call.userId},
        ${call.asset}, ${call.httpStatus}::int, ${call.error}, ${call.code},
        ${call.message?.replaceAll('\0', '')}, ${call.providerRequestId}, ${currentRequestId()},
        ${call.durationMs}::float8
      FROM unflushed`;
  } catch (cause) {
    log().error({ cause }, 'a provider call could not be recorded');
  }
}

function observe({ endpoint, durationMs, httpStatus, providerRequestId, ...call }: ProofCall) {
  const { error = null, code = null, merchantTransactionId } = call;
  const cause = error === null ? '' : causeOf({ httpStatus, error, code }).title;
  const labels = { endpoint, http_status: String(httpStatus ?? 'none'), cause };
  metrics().providerCalls.observe(labels, durationMs / 1000);
  const attributes = {
    'http.response.status_code': httpStatus ?? undefined,
    'proof.cause': cause,
    'proof.request_id': providerRequestId ?? undefined,
    'proof.merchant_transaction_id': merchantTransactionId,
  };
  const startTime = Date.now() - durationMs;
  tracer().startSpan(endpoint, { kind: SpanKind.CLIENT, startTime, attributes }).end();
}
