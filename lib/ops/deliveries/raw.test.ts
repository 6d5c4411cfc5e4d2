import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { describeBody, toCurl, toFixture } from './raw';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a body is shown as indented JSON, as text, or as hexadecimal when it is no text', () => {
  expect(describeBody(bytes('{"a":1}'))).toBe('{\n  "a": 1\n}');
  expect(describeBody(bytes('a=1\nb=2'))).toBe('a=1\nb=2');
  expect(describeBody(new Uint8Array([0x7b, 0xff, 0x00, 0x41]))).toBe(
    `00000000  ${'7b ff 00 41'.padEnd(47)}  {..A`,
  );
});

test('the curl command sends exactly the bytes, and names no secret', () => {
  const body = new Uint8Array([0x7b, 0xff, 0x27, 0x0a, 0x41]);
  const webhookUrl = 'https://pay.example/api/webhooks/proof/';
  const headers = { 'content-type': "application/json; q='1'" };
  const command = toCurl({ headers, body, webhookUrl });
  expect(command).toContain(`'${webhookUrl}'"$PROOF_WEBHOOK_SECRET"`);
  // The same command with a program instead of curl that prints what it gets.
  const shell = `curl() { printf '%s\\n' "$@" >&2; cat; }; ${command}`;
  const sent = execFileSync('sh', ['-c', shell], {
    env: { ...process.env, PROOF_WEBHOOK_SECRET: 'secret' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  expect([...sent]).toEqual([...body]);
});

test('a fixture has the body as text, or as base64 when it is no text', () => {
  const headers = { 'content-type': 'application/json' };
  expect(JSON.parse(toFixture({ headers, body: bytes('{}') }))).toEqual({ headers, body: '{}' });
  expect(JSON.parse(toFixture({ headers, body: new Uint8Array([0xff]) }))).toEqual({
    ...{ headers, bodyBase64: '/w==' },
  });
});
