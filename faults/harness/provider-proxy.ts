import { createServer } from 'node:http';
import type { Scope } from '../../tools/process/scope';

type ProviderResponse = { httpStatus: number; body: string };
/** Replaces the provider's response, optionally after a delay. */
export type ResponseOverride = (
  response: ProviderResponse,
) => ProviderResponse | Promise<ProviderResponse>;

export type ProviderProxy = {
  url: string;
  /** Overrides all responses about this transaction until `restore`. */
  override: (id: string, override: ResponseOverride) => void;
  restore: (id: string) => void;
};

/** An HTTP proxy that can replace the provider's responses about single transactions. */
export async function startProviderProxy(
  scope: Scope,
  providerPort: number,
): Promise<ProviderProxy> {
  const overrides = new Map<string, ResponseOverride>();
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    try {
      const override = overrides.get(url.split('/').at(-1) ?? '');
      const real = await get(`http://127.0.0.1:${providerPort}${url}`, headers.authorization ?? '');
      const { httpStatus, body } = override ? await override(real) : real;
      response.writeHead(httpStatus, { 'content-type': 'application/json' }).end(body);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The provider proxy has no port.');
  scope.defer(async () => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${address.port}`,
    override: (id, override) => void overrides.set(id, override),
    restore: (id) => void overrides.delete(id),
  };
}

async function get(url: string, authorization: string): Promise<ProviderResponse> {
  const response = await fetch(url, { headers: { authorization } });
  return { httpStatus: response.status, body: await response.text() };
}
