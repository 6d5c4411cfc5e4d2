import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startWebhookReceiver } from './testing/control';
import { sessionSchema } from './testing/partner';
import { EVENTUALLY, ORDER, parseJson, startTestSimulator } from './testing/test-simulator';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

/** The commands of one section, in order. */
function commandsOf(heading: string): string[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => commands);
}

test('the example for Node.js prints the status of a declined payment', async () => {
  const [, code = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const program = spawn(process.execPath, ['--input-type=module', '--eval', code]);
  expect(await text(program.stdout)).toBe('failed\n');
}, 30_000);

const shell = (command: string) => text(spawn('sh', ['-c', command]).stdout);

test('the commands of the first session and the first world do what the text says', async () => {
  const simulator = await startTestSimulator({ clientToken: 'sim_client_token' });
  const receiver = await startWebhookReceiver();
  const run = (command: string, id = '') =>
    shell(
      command
        .replaceAll('http://localhost:4000', simulator.url)
        .replaceAll('http://localhost:8000/webhooks/proof', receiver.url)
        .replaceAll('/ID', `/${id}`),
    );
  const [order = '', pay = '', webhooks = ''] = commandsOf('The first session');
  const { merchant_transaction_id: first } = JSON.parse(await run(order));
  await expect.poll(() => run(pay, first), EVENTUALLY).toContain('"status":"completed"');
  expect(receiver.received).toHaveLength(0);
  await run(webhooks);
  const { merchant_transaction_id: second } = JSON.parse(await run(order));
  await run(pay, second);
  await expect.poll(() => receiver.received.length, EVENTUALLY).toBe(2);
  const [world = ''] = commandsOf('Use it in tests');
  expect(JSON.parse(await run(world))).toMatchObject({
    token: expect.stringMatching(/^sim_/),
    controlPath: expect.stringMatching(/^\/control\/worlds\//),
  });
  await simulator.dispose();
  receiver.close();
}, 30_000);

test('the command for the WebSocket prints the messages about an order', async () => {
  const simulator = await startTestSimulator({ clientToken: 'sim_client_token' });
  const response = await simulator.request('/widget/session', {
    method: 'POST',
    body: JSON.stringify(ORDER),
    token: 'sim_client_token',
  });
  const { merchant_transaction_id: id } = await parseJson(response, sessionSchema);
  const [command = ''] = commandsOf('In your language');
  const watch = command
    // The response's status tells when it is connected.
    .replace('curl', 'exec curl --verbose')
    .replace('http://localhost:4000', simulator.url)
    .replace('=ID', `=${id}`);
  const curl = spawn('sh', ['-c', watch]);
  let output = '';
  for (const stream of [curl.stdout, curl.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  await expect.poll(() => output, EVENTUALLY).toContain('101 Switching Protocols');
  await simulator.send('POST', `/control/api/transactions/${id}/actions`, { action: 'pay' });
  await expect.poll(() => output, EVENTUALLY).toContain('"status":"completed"');
  curl.kill();
  await simulator.dispose();
}, 30_000);
