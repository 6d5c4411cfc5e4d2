import { setTimeout as wait } from 'node:timers/promises';
import { firstCharacters } from '../state/bounded-log';
import type { Message, Outcome } from './delivery';

const TIMEOUT_MS = 5_000;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function inTwoHalves(text: string, pauseMs: number): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(text);
  const middle = Math.floor(bytes.length / 2);
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(bytes.subarray(0, middle));
      // In real time, whatever the simulator's clock says: it is the receiver's patience that is tried.
      await wait(pauseMs, undefined, { ref: false });
      controller.enqueue(bytes.subarray(middle));
      controller.close();
    },
  });
}

function bodyOf({ requestBody, pauseMs }: Message) {
  if (pauseMs === 0) return { body: requestBody };
  return {
    body: inTwoHalves(requestBody, pauseMs),
    duplex: 'half' as const,
  };
}

/** Sends one webhook. It never throws: what went wrong is part of the outcome. */
export async function postWebhook(message: Message, stopping: AbortSignal): Promise<Outcome> {
  const startedAt = performance.now();
  const outcome: Outcome = { responseStatus: null, responseBody: '', durationMs: 0, error: null };
  try {
    const response = await fetch(message.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS + message.pauseMs)]),
      ...bodyOf(message),
    });
    outcome.responseStatus = response.status;
    outcome.responseBody = firstCharacters(await response.text());
  } catch (error) {
    outcome.error = reasonOf(error);
  }
  outcome.durationMs = Math.round(performance.now() - startedAt);
  return outcome;
}
