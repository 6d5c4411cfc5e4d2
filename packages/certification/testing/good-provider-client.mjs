import { request } from 'node:http';
import { broken } from './broken.mjs';

const { PROOF_API_URL, PROOF_CLIENT_TOKEN } = process.env;
const authorization = `Bearer ${PROOF_CLIENT_TOKEN}`;
export const TIMEOUT_MS = 20_000;

/** Returns status 0 without a response, and `body` null if it is no JSON object. Never throws. */
export async function askProvider(method, path, body, timeoutMs = TIMEOUT_MS) {
  const type = broken('mint.required-fields') ? 'text/plain' : 'application/json';
  const query = broken('calls.bearer-token') ? `?token=${PROOF_CLIENT_TOKEN}` : '';
  try {
    const init = {
      method,
      headers: { authorization, ...(body ? { 'content-type': type } : {}) },
      body: body ? JSON.stringify(body) : null,
      // The provider's responses are no redirects, and the token is for nobody else.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    };
    let response = await fetch(PROOF_API_URL + path + query, init);
    const location = response.headers.get('location');
    if (location && broken('check.provider-redirect')) response = await fetch(location, init);
    const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
    return { status: response.status, retryAfterMs, body: readObject(await response.text()) };
  } catch (error) {
    return { status: 0, timedOut: error.name === 'TimeoutError', retryAfterMs: 0, body: null };
  }
}

function readObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Any byte means that something changed, so the frames are not parsed. Returns the function that
 * closes the socket.
 */
export function openSocket(id, { onOpen, onMessage, onClose }) {
  const key = Buffer.from(crypto.randomUUID().slice(0, 16)).toString('base64');
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': key };
  const headers = { ...upgrade, authorization, 'sec-websocket-version': 13 };
  const opening = request(`${PROOF_API_URL}/ws?tx_id=${encodeURIComponent(id)}`, { headers });
  let socket = null;
  opening.on('upgrade', (_, upgraded) => {
    socket = upgraded;
    socket.on('error', () => socket.destroy());
    socket.on('data', onMessage);
    socket.on('close', onClose);
    onOpen();
  });
  opening.on('response', (response) => {
    response.resume();
    const { location } = response.headers;
    if (location && broken('check.socket-redirect'))
      request(new URL(location, PROOF_API_URL), { headers })
        .on('error', () => {})
        .end();
    onClose();
  });
  opening.on('error', onClose);
  opening.end();
  return () => (socket ?? opening).destroy();
}
