import { z } from 'zod';
import { parseJson, type TestSimulator } from './test-simulator';

const worldSchema = z.object({ id: z.string(), token: z.string(), controlPath: z.string() });

/** A partner of one world: `request` and `send` use its token, `control` its control API. */
export type TestWorld = TestSimulator & {
  id: string;
  token: string;
  control(method: string, path: string, body?: unknown): Promise<Response>;
};

export async function createWorld(simulator: TestSimulator, request = {}): Promise<TestWorld> {
  return createdWorld(simulator, await simulator.send('POST', '/control/worlds', request));
}

/** The world that a response of the control API describes. */
export async function createdWorld(
  simulator: TestSimulator,
  response: Response,
): Promise<TestWorld> {
  const { id, token, controlPath } = await parseJson(response, worldSchema);
  const request: TestSimulator['request'] = (path, init) =>
    simulator.request(path, { token, ...init });
  const send: TestSimulator['send'] = (method, path, body) =>
    request(path, { method, body: body === undefined ? null : JSON.stringify(body) });
  const control = (method: string, path: string, body?: unknown) =>
    simulator.send(method, `${controlPath}${path}`, body);
  return { ...simulator, id, token, request, send, control };
}
