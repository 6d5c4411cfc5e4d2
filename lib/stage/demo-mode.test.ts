import { afterEach, expect, test, vi } from 'vitest';

const production = {
  DATABASE_URL: 'postgresql://app:pw@localhost:5432/app',
  AUTH_SECRET: 'Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3Bx',
  AUTH_URL: 'http://localhost:3000',
  PROOF_API_URL: 'http://localhost:4000',
  PROOF_CLIENT_TOKEN: 'sim_1',
  PROOF_WIDGET_ORIGINS: 'http://localhost:4000',
  PROOF_WEBHOOK_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  PROOF_ASSETS: 'TRC20:USDT',
  DEMO_MODE: 'false',
};

afterEach(() => vi.unstubAllEnvs());

/** Loads the modules again, because a process reads its environment once. */
async function withEnvironment(changes: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...production, ...changes }))
    vi.stubEnv(name, value);
  const { contentSecurityPolicy } = await import('../security-headers');
  const { requireControlRoom } = await import('./simulator');
  const policy = contentSecurityPolicy('nonce').split('; ');
  return { policy, requireControlRoom };
}

test('outside demo mode there is no stage, and no page can be shown in a frame', async () => {
  const { policy, requireControlRoom } = await withEnvironment({});
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain('frame-src http://localhost:4000');
  expect(requireControlRoom).toThrow('NEXT_HTTP_ERROR_FALLBACK;404');
});

test("in demo mode, only the app's own pages can show it in a frame", async () => {
  const { policy, requireControlRoom } = await withEnvironment({ DEMO_MODE: 'true' });
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).toContain("frame-src http://localhost:4000 'self'");
  expect(requireControlRoom()).toBe('http://localhost:4000/control');
});
