import { isIP } from 'node:net';
import { z } from 'zod';
import { DEFAULT_FIAT_CURRENCIES } from './provider/quote';
import { fiatCurrencySchema } from './provider/transaction';

const DEFAULT_PORT = 4000;

export const DEFAULT_WIDGET_ID = '5a1f0e6c-51b0-4c1e-9d52-70726f6f6673';

/** This machine, as it stands in a URL. */
export const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

function list(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const port = z.coerce.number().int().min(0).max(65_535);
const seconds = z.coerce.number().min(0).max(31_536_000);
const httpUrl = z.url({ protocol: /^https?$/ });

const demoUserSchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  email: z.email(),
});
/** A user whom the partner app lets in without a password, so that the control room knows the name. */
type DemoUser = z.infer<typeof demoUserSchema>;

const demoUsersSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('must be JSON');
      return z.NEVER;
    }
  })
  .pipe(z.array(demoUserSchema));

export const environmentSchema = z.object({
  SIMULATOR_PORT: port.default(DEFAULT_PORT),
  SIMULATOR_HOST: z.string().default('127.0.0.1'),
  SIMULATOR_PUBLIC_URL: httpUrl.optional(),
  SIMULATOR_CONTROL_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  PROOF_CLIENT_TOKEN: z.string().startsWith('sim_').default('sim_client_token'),
  PROOF_ASSETS: z.string().default('').transform(list),
  SIMULATOR_FIAT_CURRENCIES: z
    .string()
    .default(DEFAULT_FIAT_CURRENCIES.join())
    .transform(list)
    .pipe(z.array(fiatCurrencySchema).min(1)),
  SIMULATOR_WEBHOOK_URL: z.string().default('').transform(list).pipe(z.array(httpUrl)),
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
  SIMULATOR_PARTNER_URL: httpUrl.optional(),
  SIMULATOR_PARTNER_RESET_URL: httpUrl.optional(),
  SIMULATOR_DEMO_USERS: demoUsersSchema.optional(),
});

export const USAGE = `Usage: proof-simulator

Simulates Proof On/Off Ramp for development and tests. Environment variables configure it:

  SIMULATOR_PORT                    port; 0 picks a free one (default ${DEFAULT_PORT})
  SIMULATOR_HOST                    address to listen on (default 127.0.0.1)
  SIMULATOR_PUBLIC_URL              URL that browsers and partners use, behind a proxy
  SIMULATOR_CONTROL_TOKEN           needed for the control room; required unless on localhost
  PROOF_CLIENT_TOKEN                accepted token, starts with sim_ (default sim_client_token)
  PROOF_ASSETS                      assets besides the built-in ones, NETWORK:CURRENCY,…
  SIMULATOR_FIAT_CURRENCIES         fiat currencies, orders begin with the first (default EUR,USD,GBP)
  SIMULATOR_WEBHOOK_URL             URLs to send webhooks to, comma-separated (default: none)
  SIMULATOR_DATA_DIR                where to keep the state (default .data/simulator)
  SIMULATOR_ALLOWED_IPS             IP addresses that may call the API (default: all)
  SIMULATOR_OFFRAMP_ENABLED         whether selling is enabled (default true)
  SIMULATOR_STEP_SECONDS            seconds from payment to settlement (default 2)
  SIMULATOR_DEPOSIT_WINDOW_SECONDS  seconds until a sell without a deposit fails (default 21600)
  SIMULATOR_SEED                    the same seed and the same calls produce the same ids
  SIMULATOR_PARTNER_URL             the partner app's URL, to launch orders there
  SIMULATOR_PARTNER_RESET_URL       where a POST resets the partner app's demo data
  SIMULATOR_DEMO_USERS              its demo users, as JSON: [{"id":"…","name":"…","email":"…"}]

Exits with 0 on SIGINT or SIGTERM, with 1 when it cannot start.`;

/** What a world has of its own (worlds/worlds.ts). */
export type WorldConfig = {
  /** Identifies the world in the sessions that its partner gets. */
  widgetId: string;
  /** Accepted token. It decides which world a request belongs to. */
  clientToken: string;
  /** Enabled besides the built-in assets, as NETWORK:CURRENCY. */
  assets: string[];
  /** Those that users can choose. Orders begin with the first. */
  fiatCurrencies: string[];
  webhookUrls: string[];
  dataDir: string;
  allowedIps: string[];
  offrampEnabled: boolean;
  depositWindowSeconds: number;
  stepSeconds: number;
  /** `null` draws ids from the system's random numbers. */
  seed: string | null;
};

/** The server, and its default world. */
export type SimulatorConfig = WorldConfig & {
  port: number;
  host: string;
  publicUrl: string | null;
  /** `null` lets everyone who reaches the simulator control it. Only on loopback. */
  controlToken: string | null;
  partnerUrl: string | null;
  partnerResetUrl: string | null;
  demoUsers: DemoUser[];
};

export class ConfigError extends Error {}

/** Treats empty variables as unset: a copied `.env` keeps `NAME=` lines. */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  const nonEmpty = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const result = environmentSchema.safeParse(Object.fromEntries(nonEmpty));
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The simulator cannot start. ${lines.join('; ')}`);
  }
  const variables = result.data;
  const publicHost = new URL(variables.SIMULATOR_PUBLIC_URL ?? 'http://localhost').hostname;
  const hosts = [variables.SIMULATOR_HOST.replace('::1', '[::1]'), publicHost];
  const local = hosts.every((host) => LOOPBACK_HOSTS.includes(host));
  if (!local && variables.SIMULATOR_CONTROL_TOKEN === undefined)
    throw new ConfigError(
      'The simulator cannot start. SIMULATOR_CONTROL_TOKEN: is required unless SIMULATOR_HOST and SIMULATOR_PUBLIC_URL are on localhost, because others could control the simulator',
    );
  const config: SimulatorConfig = {
    port: variables.SIMULATOR_PORT,
    host: variables.SIMULATOR_HOST,
    publicUrl: variables.SIMULATOR_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    controlToken: variables.SIMULATOR_CONTROL_TOKEN ?? null,
    widgetId: DEFAULT_WIDGET_ID,
    clientToken: variables.PROOF_CLIENT_TOKEN,
    assets: variables.PROOF_ASSETS,
    fiatCurrencies: variables.SIMULATOR_FIAT_CURRENCIES,
    webhookUrls: variables.SIMULATOR_WEBHOOK_URL,
    dataDir: variables.SIMULATOR_DATA_DIR,
    allowedIps: variables.SIMULATOR_ALLOWED_IPS,
    offrampEnabled: variables.SIMULATOR_OFFRAMP_ENABLED === 'true',
    depositWindowSeconds: variables.SIMULATOR_DEPOSIT_WINDOW_SECONDS,
    stepSeconds: variables.SIMULATOR_STEP_SECONDS,
    seed: variables.SIMULATOR_SEED ?? null,
    partnerUrl: variables.SIMULATOR_PARTNER_URL?.replace(/\/$/, '') ?? null,
    partnerResetUrl: variables.SIMULATOR_PARTNER_RESET_URL ?? null,
    demoUsers: variables.SIMULATOR_DEMO_USERS ?? [],
  };
  return config;
}
