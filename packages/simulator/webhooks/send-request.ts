import { setTimeout as wait } from 'node:timers/promises';
import { truncate } from '../state/bounded-log';
import type { DeliveryResult, WebhookRequest } from './delivery';

const TIMEOUT_MS = 5_000;

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function streamInTwoHalves(text: string, pauseMs: number): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(text);
  const middle = Math.floor(bytes.length / 2);
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(bytes.subarray(0, middle));
      // In real time, because it tests the receiver's timeout.
      await wait(pauseMs, undefined, { ref: false });
      controller.enqueue(bytes.subarray(middle));
      controller.close();
    },
  });
}

/** Sends one webhook. Never throws: a failure is part of the result. */
export async function sendRequest(
  { url, requestBody, pauseMs, headers }: WebhookRequest,
  signal: AbortSignal,
): Promise<DeliveryResult> {
  const startedAt = performance.now();
  const result: DeliveryResult = {
    responseStatus: null,
    responseBody: '',
    durationMs: 0,
    error: null,
  };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS + pauseMs)]),
      ...(pauseMs === 0
        ? { body: requestBody }
        : { body: streamInTwoHalves(requestBody, pauseMs), duplex: 'half' as const }),
    });
    result.responseStatus = response.status;
    result.responseBody = truncate(await response.text());
  } catch (error) {
    result.error = errorText(error);
  }
  result.durationMs = Math.round(performance.now() - startedAt);
  return result;
}
