import 'server-only';
import { notFound } from 'next/navigation';
import { controlRoomUrl, env } from '../env';

/** Longer than the simulator waits for the reset of the app. */
const TIMEOUT_MS = 65_000;

/** Where the simulator is controlled. Outside demo mode, the stage does not exist. */
export function requireControlRoom(): string {
  return controlRoomUrl(env()) ?? notFound();
}

/** Sends a request to the simulator's control API. Throws with its message when it is refused. */
export async function control(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${requireControlRoom()}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}
