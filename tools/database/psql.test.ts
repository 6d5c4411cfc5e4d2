import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPsql } from './psql';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'psql-'));
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('psql gets the password through the environment, where other users cannot see it', async () => {
  const program = path.join(folder, 'psql');
  writeFileSync(program, '#!/bin/sh\necho "$@ $PGPASSWORD" > "$0.called"\nexit 3\n');
  chmodSync(program, 0o755);
  const url = 'postgresql://me:p%40ss@db.example:5433/partner?schema=public&sslmode=require';
  expect(await openPsql(url)).toBe(3);
  expect(readFileSync(`${program}.called`, 'utf8').trim()).toBe(
    'postgresql://me@db.example:5433/partner?sslmode=require p@ss',
  );
});

test('a missing psql returns null, unlike a psql that fails', async () => {
  expect(await openPsql('postgresql://me@db.example/partner')).toBeNull();
});
