import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { type Finding, failed, passed, reasonOf, skipped } from './check';

const TIMEOUT_MS = 8_000;
const GAP_MS = 1_000;
const encoder = new TextEncoder();

/**
 * Two events, a second apart. Anyone may ask for them, since they say nothing, and the stream ends
 * before it could delay the shutdown of the process.
 */
export function probeStream(gapMs = GAP_MS): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(encoder.encode('event: first\ndata: {}\n\n'));
      await delay(gapMs);
      try {
        controller.enqueue(encoder.encode('event: second\ndata: {}\n\n'));
        controller.close();
      } catch {
        // The reader disconnected first.
      }
    },
  });
}

/** Measures whether the two events arrive apart, as they are sent, or together at the end. */
export async function checkStreaming(appUrl: string): Promise<Finding> {
  const url = new URL('/api/health/stream', appUrl).href;
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream' },
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok || !response.body)
      return skipped(`The app answered ${response.status} to the probe.`);
    const arrivals = await timeEvents(response.body);
    return judgeArrivals(arrivals, response.headers.get('content-encoding'));
  } catch (cause) {
    return judgeArrivals({ failure: reasonOf(cause) }, null);
  }
}

type Arrivals = { firstMs: number; secondMs: number } | { failure: string };

async function timeEvents(body: ReadableStream<Uint8Array>): Promise<Arrivals> {
  let text = '';
  let firstMs: number | undefined;
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('event: first')) firstMs ??= performance.now();
    if (text.includes('event: second') && firstMs !== undefined)
      return { firstMs, secondMs: performance.now() };
  }
  return { failure: 'the stream ended early' };
}

function judgeArrivals(arrivals: Arrivals, encoding: string | null): Finding {
  const why =
    'Pages are live through a stream of events. Held back, a customer sees a change late, or only after a reload.';
  const fix = [
    'nginx: `proxy_buffering off;` and `proxy_http_version 1.1;` for /api/transactions/stream',
    'Other proxies and CDNs: no buffering, no compression and no caching for text/event-stream.',
    'Give the connection at least 30 seconds of silence before it is closed.',
  ];
  if ('failure' in arrivals)
    return failed({ found: `Events did not arrive: ${arrivals.failure}.`, why, fix });
  const gapMs = arrivals.secondMs - arrivals.firstMs;
  if (gapMs >= GAP_MS / 2)
    return passed(`Two events sent 1 s apart arrived ${(gapMs / 1000).toFixed(1)} s apart.`);
  const compressed =
    encoding && encoding !== 'identity' ? ` They were compressed (${encoding}).` : '';
  return failed({
    found: `Two events sent 1 s apart arrived together: a proxy holds them back.${compressed}`,
    why,
    fix,
  });
}
