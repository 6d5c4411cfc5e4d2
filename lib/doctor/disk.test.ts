import { expect, test } from 'vitest';
import { judgeDisk } from './disk';

test('less than one gibibyte of free disk is a failure', () => {
  expect(judgeDisk('/data', 1024 ** 3).status).toBe('passed');
  expect(judgeDisk('/data', 300 * 1024 ** 2)).toMatchObject({
    status: 'failed',
    found: '0.3 GiB free at /data, and less than 1 GiB is too little.',
  });
});
