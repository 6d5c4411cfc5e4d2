import { describe, expect, it } from 'vitest';
import { judge } from './suite';

describe('judging a suite', () => {
  it('fails a suite that ran no test, even when its program ended well', () => {
    expect(judge({ passed: 0, failed: 0, output: '' }, 0).failed).toBe(1);
  });

  it('fails a suite whose program ended badly although every test passed', () => {
    expect(judge({ passed: 5, failed: 0, output: '' }, 1)).toMatchObject({ passed: 5, failed: 1 });
  });

  it('counts what the suite counted otherwise', () => {
    expect(judge({ passed: 5, failed: 2, output: '' }, 1)).toMatchObject({ passed: 5, failed: 2 });
    expect(judge({ passed: 5, failed: 0, output: '' }, 0)).toMatchObject({ passed: 5, failed: 0 });
  });
});
