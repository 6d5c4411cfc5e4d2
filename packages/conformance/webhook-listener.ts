import { createServer, type IncomingHttpHeaders } from 'node:http';
import { readObject } from './api-client';
import { CouldNotRunError } from './errors';
import type { Push } from './push';

const MAX_BODY_BYTES = 256 * 1024;

export type ReceivedWebhook = Push & { method: string; headers: IncomingHttpHeaders };

export type WebhookListener = {
  port: number;
  received: ReceivedWebhook[];
  close(): Promise<void>;
};

/** Records every request on the port as a webhook and responds 204 at once, as the contract asks. */
export async function listenForWebhooks(port: number): Promise<WebhookListener> {
  const received: ReceivedWebhook[] = [];
  const server = createServer(async (request, response) => {
    response.writeHead(204).end();
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) {
      text = (text + chunk).slice(0, MAX_BODY_BYTES);
    }
    const { method = '', headers } = request;
    received.push({ atMs: performance.now(), method, headers, body: readObject(text) });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new CouldNotRunError(`Cannot listen on --webhook-port ${port}: ${error.message}.`)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
