import WebSocket from 'ws';
import { type SocketMessage, socketMessageSchema } from './schema';

const HANDSHAKE_TIMEOUT_MS = 10_000;
/** Far larger than any documented message. */
const MAX_MESSAGE_BYTES = 64 * 1024;

export type TransactionSocket = { close: () => void };

/**
 * Opens the connection for one transaction. The bearer token is sent in the upgrade request, so only
 * a backend can open it. `onClose` is called once, however the connection ended.
 */
export function openTransactionSocket(options: {
  baseUrl: string;
  clientToken: string;
  merchantTransactionId: string;
  onOpen: () => void;
  onMessage: (message: SocketMessage) => void;
  onClose: (reason: string) => void;
}): TransactionSocket {
  const url = new URL(`${options.baseUrl.replace(/^http/, 'ws')}/ws`);
  url.searchParams.set('tx_id', options.merchantTransactionId);
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${options.clientToken}` },
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  let lastError = '';
  socket.on('open', options.onOpen);
  socket.on('message', (bytes) => {
    const message = readMessage(bytes.toString());
    if (message?.merchant_transaction_id === options.merchantTransactionId)
      options.onMessage(message);
  });
  socket.on('error', (error) => {
    lastError = error.message;
  });
  socket.on('close', (code) => options.onClose(lastError || `closed with ${code}`));
  return { close: () => socket.terminate() };
}

/** Ignores undocumented messages: polling will see the change. */
function readMessage(text: string): SocketMessage | undefined {
  try {
    return socketMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
