import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const file = '.data/secrets.json';

const secretsSchema = z.object({
  AUTH_SECRET: z.string(),
  PROOF_WEBHOOK_SECRET: z.string(),
  PROOF_CLIENT_TOKEN: z.string(),
});

export type LocalSecrets = z.infer<typeof secretsSchema>;

/** The secrets of the local demo: random, generated once, readable by the owner only. */
export function localSecrets(): LocalSecrets {
  if (!existsSync(file)) writeOnce();
  return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function writeOnce(): void {
  const secrets: LocalSecrets = {
    AUTH_SECRET: randomText(),
    PROOF_WEBHOOK_SECRET: randomText(),
    // The app rejects tokens with this prefix on public addresses.
    PROOF_CLIENT_TOKEN: `sim_${randomText()}`,
  };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}
