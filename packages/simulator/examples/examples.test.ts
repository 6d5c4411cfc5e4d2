import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createSession, sessionSchema } from '../testing/partner';
import {
  ORDER,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';
import { createWorld, type TestWorld } from '../testing/world';

/** An interpreter or a compiler may be slow to start. */
const PATIENTLY = { timeout: 30_000 };

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.dispose());

const canRun = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

const running: ChildProcess[] = [];
afterAll(() => {
  // With what `go run` started.
  for (const { pid, exitCode } of running) if (pid && exitCode === null) process.kill(-pid);
});

/** Starts a program in its folder. */
function start(
  folder: string,
  [program = '', ...args]: string[],
  env: Record<string, string> = {},
) {
  const child = spawn(program, args, {
    cwd: fileURLToPath(new URL(folder, import.meta.url)),
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
    detached: true,
  });
  running.push(child);
  const state = { output: '', child };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      state.output += chunk;
    });
  return state;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return address.port;
}

const settingsOf = ({ token, url }: TestWorld) => ({
  PROOF_API_URL: url,
  PROOF_CLIENT_TOKEN: token,
});

const pay = (world: TestWorld, id: string) =>
  world.control('POST', `/transactions/${id}/actions`, { action: 'pay' });

test.skipIf(!canRun('pytest', '--version'))(
  'the Python example passes with pytest',
  async () => {
    const pytest = start('python', ['pytest', '-q', '-p', 'no:cacheprovider'], {
      PROOF_SIMULATOR_URL: simulator.url,
    });
    const [code] = await once(pytest.child, 'close');
    expect([code, pytest.output]).toEqual([0, expect.stringContaining('3 passed')]);
  },
  60_000,
);

const expectationsSchema = z.object({
  expectations: z.array(z.object({ id: z.string(), met: z.boolean().nullable() })),
});

const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));

test.for([
  { folder: 'typescript', command: [process.execPath, tsx, 'backend.ts'], ready: 'Listening' },
  { folder: 'python', command: ['python3', 'backend.py'], ready: 'Listening' },
  { folder: 'go', command: ['go', 'run', 'backend.go'], ready: 'Listening' },
  { folder: 'php', command: ['php', '-S', 'localhost:PORT', 'backend.php'], ready: 'started' },
])(
  'the backend in $folder places an order and follows it to its end',
  { timeout: 60_000 },
  async ({ folder, command, ready }, { skip }) => {
    const [program = ''] = command;
    skip(!canRun(program, program === 'go' ? 'version' : '--version'), `${program} is missing`);
    const port = String(await freePort());
    const webhookUrls = [`http://localhost:${port}/webhooks/proof`];
    const world = await createWorld(simulator, { settings: { webhookUrls } });
    const backend = start(
      folder,
      command.map((part) => part.replace('PORT', port)),
      { ...settingsOf(world), PORT: port },
    );
    await expect.poll(() => backend.output, PATIENTLY).toContain(ready);
    const response = await fetch(`http://localhost:${port}/orders`, {
      method: 'POST',
      body: JSON.stringify(ORDER),
    });
    const { merchant_transaction_id: id } = await parseJson(response, sessionSchema);
    await pay(world, id);
    await expect.poll(() => backend.output, PATIENTLY).toContain(`${id} is completed`);
    const judge = async () => {
      const judged = await world.control('GET', `/expectations?transaction=${id}`);
      return (await parseJson(judged, expectationsSchema)).expectations;
    };
    // Its WebSocket may have been faster than the first webhook.
    await expect.poll(judge, PATIENTLY).toEqual(
      expect.arrayContaining([
        { id: 'webhook_acknowledged', met: true },
        { id: 'webhook_checked', met: true },
      ]),
    );
  },
);

const goPath = spawnSync('go', ['env', 'GOPATH'], { encoding: 'utf8' }).stdout?.trim();
/** With the libraries of Debian's packages, because the folder has no module of its own. */
const GO_ENVIRONMENT = { GO111MODULE: 'off', GOPATH: `${goPath}:/usr/share/gocode` };

test.for([
  {
    folder: 'python',
    command: ['python3', 'follow.py'],
    needs: 'Python or its library websockets',
    check: ['python3', '-c', 'import websockets'],
    env: {},
  },
  {
    folder: 'go',
    command: ['go', 'run', 'follow.go'],
    needs: 'Go or its library github.com/gorilla/websocket',
    check: ['go', 'list', 'github.com/gorilla/websocket'],
    env: GO_ENVIRONMENT,
  },
  {
    folder: 'php',
    command: ['php', 'follow.php'],
    needs: 'PHP',
    check: ['php', '--version'],
    env: {},
  },
])(
  'the program in $folder follows an order by the socket',
  { timeout: 60_000 },
  async ({ folder, command, needs, check, env }, { skip }) => {
    const [code] = await once(start(folder, check, env).child, 'close').catch(() => [null]);
    skip(code !== 0, `${needs} is missing`);
    const world = await createWorld(simulator);
    const { merchant_transaction_id: id } = await createSession(world);
    const program = start(folder, [...command, id], { ...settingsOf(world), ...env });
    await expect.poll(() => program.output, PATIENTLY).toContain('Connected');
    await pay(world, id);
    const [exitCode] = await once(program.child, 'close');
    expect([exitCode, program.output]).toEqual([0, 'Connected\nprocessing\ncompleted\n']);
  },
);
