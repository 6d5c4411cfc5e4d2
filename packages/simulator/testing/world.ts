import { z } from 'zod';
import { parseJson, type TestSimulator } from './test-simulator';

export const worldSchema = z.object({ id: z.string(), token: z.string(), controlPath: z.string() });

/** A partner of one world: `request` and `send` use its token, `control` its control API. */
export type TestWorld = TestSimulator & {
  id: string;
  token: string;
  control(method: string, path: string, body?: unknown): Promise<Response>;
};

export async function createWorld(simulator: TestSimulator, request = {}): Promise<TestWorld> {
  const response = await simulator.send('POST', '/control/worlds', request);
  const { id, token, controlPath } = await parseJson(response, worldSchema);
  return worldOf(simulator, { id, token, controlPath });
}

function worldOf(
  simulator: TestSimulator,
  { id, token, controlPath }: z.infer<typeof worldSchema>,
): TestWorld {
  const request: TestSimulator['request'] = (path, init) =>
    simulator.request(path, { token, ...init });
  const send: TestSimulator['send'] = (method, path, body) =>
    request(path, { method, body: body === undefined ? null : JSON.stringify(body) });
  const control = (method: string, path: string, body?: unknown) =>
    simulator.send(method, `${controlPath}${path}`, body);
  return { ...simulator, id, token, request, send, control };
}
