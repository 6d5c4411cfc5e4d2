import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readEvents } from '../testing/control';
import { createSession } from '../testing/partner';
import { startTestSimulator, type TestSimulator, TOKEN } from '../testing/test-simulator';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.dispose());

const FRAMINGS = [
  'Content-Length: 1000\r\n\r\n{"partner',
  'Transfer-Encoding: chunked\r\n\r\n9\r\n{"partner\r\n',
  'Transfer-Encoding: chunked\r\n\r\nzz\r\n{"partner\r\n',
];

const readJson = async (path: string) => (await simulator.request(path)).json();

/** Sends the beginning of a request. Then the client closes its side, or its process is killed. */
async function breakOff(target: string, framing: string, end: 'end' | 'resetAndDestroy') {
  const socket = connect(simulator.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const lines = [
    `${target} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${TOKEN}`,
    'Expect: 100-continue',
    framing,
  ];
  const continued = once(socket, 'data');
  socket.write(lines.join('\r\n'));
  // The simulator has begun with the request, and waits for the rest.
  expect(String(await continued)).toMatch(/^HTTP\/1.1 (100|400) /);
  socket[end]();
  if (!socket.closed) await once(socket, 'close');
}

test.for([
  'POST /widget/session',
  'POST /control/worlds',
  'POST /control/replay',
  'POST /control/api/reset',
  'PUT /control/api/state',
  'PATCH /control/api/settings',
  'PUT /control/api/faults/webhook_dropped',
  'POST /widget/frame/open?widget=x',
  'POST /nowhere',
])(
  'a client that breaks off in the body of %s changes, records and prints nothing',
  async (target) => {
    const printed = vi.spyOn(process.stderr, 'write');
    const read = async () => ({
      state: { ...(await readJson('/control/api/state')), exportedAt: null },
      calls: await readJson('/control/api/calls'),
      worlds: await readJson('/control/worlds'),
      faults: await readJson('/control/api/faults'),
      events: await readEvents(simulator),
    });
    await createSession(simulator);
    const before = await read();
    for (const framing of FRAMINGS) {
      await breakOff(target, framing, 'end');
      await breakOff(target, framing, 'resetAndDestroy');
    }
    await sleep(50);
    expect(await read()).toEqual(before);
    expect(printed.mock.calls).toEqual([]);
    printed.mockRestore();
  },
);
