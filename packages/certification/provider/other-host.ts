import { createServer, type IncomingMessage } from 'node:http';

/** A host that is not the provider. It answers everything as an outage, so that nobody relies on it. */
export class OtherHost {
  /** The requests that it got, with their headers. */
  readonly requests: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  readonly #server = createServer(({ method, url, headers }, response) => {
    this.requests.push({ method, url, headers });
    response.writeHead(502, { 'content-type': 'application/json' });
    response.end('{"error":"upstream_unavailable","code":"upstream_unavailable","message":""}');
  });

  /** Returns its URL. It has a name, because clients may take two ports of one address for one host. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, 'localhost', resolve));
    const address = this.#server.address();
    return `http://localhost:${typeof address === 'object' && address ? address.port : 0}/`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
