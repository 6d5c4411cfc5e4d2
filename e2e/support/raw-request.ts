import net from 'node:net';

export type RawRequest = {
  method: string;
  /** The path and query, not necessarily a valid one. */
  target: string;
  headers: [name: string, value: string][];
  body?: Uint8Array | string;
};

export type RawResponse = {
  /** 0 if the connection was closed without a response. */
  status: number;
  headers: string;
  body: string;
};

const TIMEOUT_MS = 30_000;
const MAX_RESPONSE_BYTES = 16 * 1_024 ** 2;

/**
 * Sends what no HTTP library sends: control characters, unreadable URLs, any method. Of an event
 * stream, the response is only its headers.
 */
function sendRaw(appUrl: string, request: RawRequest): Promise<RawResponse> {
  const { hostname, port } = new URL(appUrl);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port) });
    const received: Buffer[] = [];
    let length = 0;
    socket.setTimeout(TIMEOUT_MS, () =>
      socket.destroy(new Error(`No response: ${describe(request)}`)),
    );
    socket.on('data', (chunk) => {
      received.push(chunk);
      length += chunk.length;
      if (length > MAX_RESPONSE_BYTES)
        socket.destroy(new Error(`The response has no end: ${describe(request)}`));
      const text = chunk.toString('latin1');
      if (/^content-type: text\/event-stream/im.test(text)) socket.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // The server may close the connection before it has read the whole body.
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return;
      reject(error);
    });
    socket.on('close', () => resolve(parse(Buffer.concat(received).toString('latin1'))));
    socket.write(encode(request, `${hostname}:${port}`));
  });
}

/**
 * Sends a request, and again to the URL with the hash of its headers if Next.js redirects there: it
 * does that to every request of its router without the hash.
 */
export async function sendAsRouter(appUrl: string, request: RawRequest): Promise<RawResponse> {
  const response = await sendRaw(appUrl, request);
  const target = /^location: (\S*[?&]_rsc(=\S*)?)\s*$/im.exec(response.headers)?.[1];
  return target === undefined ? response : sendRaw(appUrl, { ...request, target });
}

export function describe({ method, target, headers, body }: RawRequest): string {
  const sent = { headers, body: typeof body === 'string' ? body : body && [...body] };
  return `${method} ${target} ${JSON.stringify(sent)}`.slice(0, 2_000);
}

function encode({ method, target, headers, body }: RawRequest, host: string): Buffer {
  const bytes = Buffer.from(body ?? '');
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `host: ${host}`,
    'connection: close',
    ...(body === undefined ? [] : [`content-length: ${bytes.length}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}

function parse(text: string): RawResponse {
  const [headers = '', ...body] = text.split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(headers)?.[1] ?? 0),
    headers,
    body: body.join('\r\n\r\n'),
  };
}
