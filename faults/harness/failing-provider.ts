import { createServer } from 'node:http';
import type { Scope } from '../../tools/process/scope';

type Answer = { httpStatus: number; body: string };
/** What is said in place of the truth, and when. */
export type WrongAnswer = (truth: Answer) => Answer | Promise<Answer>;

export interface FailingProvider {
  url: string;
  /** Answers wrongly about this transaction from now on, until it is healed. */
  fail: (id: string, wrong: WrongAnswer) => void;
  heal: (id: string) => void;
}

/** Stands before the provider and answers truly about all but some transactions. */
export async function startFailingProvider(
  scope: Scope,
  realPort: number,
): Promise<FailingProvider> {
  const wrongAnswers = new Map<string, WrongAnswer>();
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    try {
      const wrong = wrongAnswers.get(url.split('/').at(-1) ?? '');
      const truth = await ask(`http://127.0.0.1:${realPort}${url}`, headers.authorization ?? '');
      const { httpStatus, body } = wrong ? await wrong(truth) : truth;
      response.writeHead(httpStatus, { 'content-type': 'application/json' }).end(body);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The provider has no port.');
  scope.defer(async () => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${address.port}`,
    fail: (id, wrong) => void wrongAnswers.set(id, wrong),
    heal: (id) => void wrongAnswers.delete(id),
  };
}

async function ask(url: string, authorization: string): Promise<Answer> {
  const response = await fetch(url, { headers: { authorization } });
  return { httpStatus: response.status, body: await response.text() };
}
