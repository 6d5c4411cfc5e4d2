import WebSocket from 'ws';
import { type SocketMessage, socketMessageSchema } from './schema';

const HANDSHAKE_TIMEOUT_MS = 10_000;
/** Larger than any documented message by far. */
const MAX_MESSAGE_BYTES = 64 * 1024;

export type TransactionSocket = { close: () => void };

/**
 * One connection for one transaction; the bearer token goes into the upgrade request, which is why
 * only a backend can open it. `onClose` is called once, whatever ended the connection.
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

/** Anything that is not a documented message is ignored: the poll behind it sees the change. */
function readMessage(text: string): SocketMessage | undefined {
  try {
    return socketMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
