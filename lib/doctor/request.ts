import 'server-only';
import { reasonOf } from './check';

const TIMEOUT_MS = 8_000;
/** An error page can be long. Only its beginning matters. */
const MAX_BODY_CHARACTERS = 200_000;

export type Received = {
  status: number;
  headers: Headers;
  body: string;
  /** By this machine's clock. */
  sentMs: number;
  receivedMs: number;
};

/** Sends one request, and says in one line why there was no response. */
export async function tryRequest(
  url: string,
  init: RequestInit = {},
): Promise<Received | { unreachable: string }> {
  const sentMs = Date.now();
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...init,
    });
    const receivedMs = Date.now();
    const body = (await response.text()).slice(0, MAX_BODY_CHARACTERS);
    return { status: response.status, headers: response.headers, body, sentMs, receivedMs };
  } catch (error) {
    return { unreachable: reasonOf(error) };
  }
}

/** Undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
