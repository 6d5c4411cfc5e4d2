import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startTestSimulator } from '../testing/test-simulator';

const hasPytest = spawnSync('pytest', ['--version']).status === 0;

test.skipIf(!hasPytest)(
  'the Python example passes with pytest',
  async () => {
    const simulator = await startTestSimulator();
    const pytest = spawn('pytest', ['-q', '-p', 'no:cacheprovider'], {
      cwd: fileURLToPath(new URL('python', import.meta.url)),
      env: {
        ...process.env,
        PROOF_SIMULATOR_URL: simulator.url,
        PYTHONDONTWRITEBYTECODE: '1',
      },
    });
    let output = '';
    pytest.stdout.on('data', (chunk) => {
      output += chunk;
    });
    const [code] = await once(pytest, 'close');
    expect([code, output]).toEqual([0, expect.stringContaining('3 passed')]);
    await simulator.dispose();
  },
  60_000,
);
