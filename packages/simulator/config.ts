import { isIP } from 'node:net';
import { z } from 'zod';

const DEFAULT_PORT = 4000;

function list(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const port = z.coerce.number().int().min(0).max(65_535);
const seconds = z.coerce.number().min(0).max(31_536_000);

const environmentSchema = z.object({
  SIMULATOR_PORT: port.default(DEFAULT_PORT),
  SIMULATOR_HOST: z.string().default('127.0.0.1'),
  SIMULATOR_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  PROOF_CLIENT_TOKEN: z.string().startsWith('sim_').default('sim_client_token'),
  PROOF_ASSETS: z.string().default('').transform(list),
  SIMULATOR_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  SIMULATOR_DATA_DIR: z.string().default('.data/simulator'),
  SIMULATOR_ALLOWED_IPS: z
    .string()
    .default('')
    .transform(list)
    .refine((ips) => ips.every((ip) => isIP(ip) !== 0), 'must be IP addresses, comma-separated'),
  SIMULATOR_OFFRAMP_ENABLED: z.enum(['true', 'false']).default('true'),
  SIMULATOR_DEPOSIT_WINDOW_SECONDS: seconds.default(21_600),
  SIMULATOR_STEP_SECONDS: seconds.default(2),
  SIMULATOR_SEED: z.string().max(200).optional(),
});

export type SimulatorConfig = {
  port: number;
  host: string;
  publicUrl: string | null;
  clientToken: string;
  /** Assets that are enabled beside the built-in ones, as NETWORK:CURRENCY. */
  assets: string[];
  webhookUrl: string | null;
  dataDir: string;
  allowedIps: string[];
  offrampEnabled: boolean;
  depositWindowSeconds: number;
  stepSeconds: number;
  /** The same seed and the same calls give the same ids; `null` draws from the system. */
  seed: string | null;
};

export class ConfigError extends Error {}

/** Empty variables count as unset: a copied `.env` keeps `NAME=` lines for what it leaves open. */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  const given = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const result = environmentSchema.safeParse(Object.fromEntries(given));
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The simulator cannot start. ${lines.join('; ')}`);
  }
  const variables = result.data;
  const config: SimulatorConfig = {
    port: variables.SIMULATOR_PORT,
    host: variables.SIMULATOR_HOST,
    publicUrl: variables.SIMULATOR_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    clientToken: variables.PROOF_CLIENT_TOKEN,
    assets: variables.PROOF_ASSETS,
    webhookUrl: variables.SIMULATOR_WEBHOOK_URL ?? null,
    dataDir: variables.SIMULATOR_DATA_DIR,
    allowedIps: variables.SIMULATOR_ALLOWED_IPS,
    offrampEnabled: variables.SIMULATOR_OFFRAMP_ENABLED === 'true',
    depositWindowSeconds: variables.SIMULATOR_DEPOSIT_WINDOW_SECONDS,
    stepSeconds: variables.SIMULATOR_STEP_SECONDS,
    seed: variables.SIMULATOR_SEED ?? null,
  };
  return config;
}
