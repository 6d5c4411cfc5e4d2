import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('bin.mjs', import.meta.url));

function run(...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], { cwd: tmpdir(), encoding: 'utf8' });
}

test('wrong arguments exit with code 2 and say what is missing', () => {
  const { status, stderr } = run('--token', 'x');
  expect(status).toBe(2);
  expect(stderr).toMatch(/--api is required\s+Usage:/);
});

test('a URL that does not respond exits with code 2 and one sentence', () => {
  const { status, stderr } = run('--api', 'http://127.0.0.1:1', '--token', 'x');
  expect(status).toBe(2);
  expect(stderr.trim()).toMatch(/^\S[^\n]*got no response[^\n]*$/);
});

test('--help prints the usage and exits with code 0', () => {
  const { status, stdout } = run('--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: proof-conformance/);
});
