import 'server-only';
import { SpanKind } from '@opentelemetry/api';
import { db } from '../../db';
import { log } from '../../log';
import { metrics } from '../../metrics';
import { tracer } from '../../operation';
import type { ProofCall } from '../../proof-api/client';
import { currentRequestId } from '../../request-id';
import { causeOf } from './causes';

/** A failure to store it must not fail the call. */
export async function recordProviderCall(call: ProofCall): Promise<void> {
  log()[call.error ? 'warn' : 'debug'](call, 'proof call');
  observe(call);
  try {
    await db().providerCall.create({ data: { ...call, requestId: currentRequestId() ?? null } });
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
