import { existsSync } from 'node:fs';
import { z } from 'zod';
import { deriveAccent } from './accent';
import { parseAsset } from './assets';
import { brandDefaults } from './brand';
import { unsafeSettings } from './unsafe-settings';

/**
 * The only module that reads the environment. Parsed when a process starts, so that a bad value
 * fails the process and no customer.
 */

const flag = z.stringbool({
  truthy: ['true', '1', 'on'],
  falsy: ['false', '0', 'off'],
  error: 'must be true or false',
});
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
const origin = httpUrl.refine(
  (url) => new URL(url).origin === url,
  'must be origins, without a path or a trailing slash',
);
const urlSafeSecret = z
  .string()
  .regex(/^[\w-]{22,}$/, 'must have at least 128 bits: 22 or more URL-safe characters');
const assetId = z.string().superRefine(withoutRangeError(parseAsset));
const accent = z.string().superRefine(withoutRangeError(deriveAccent));
const oneLine = z.string().regex(/^[^\r\n]{1,80}$/, 'must be one line of at most 80 characters');
const logo = z
  .string()
  .regex(/^\/[\w-]+\.svg$/, { error: 'must be the path of an SVG file in public', abort: true })
  .refine((path) => existsSync(`public${path}`), 'is not a file in public');

/** Refuses what `check` throws a RangeError for, with the error's message. */
function withoutRangeError(check: (value: string) => unknown) {
  return (value: string, context: z.RefinementCtx) => {
    try {
      check(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.addIssue(error.message);
    }
  };
}

function oneOf<const Values extends readonly [string, ...string[]]>(...values: Values) {
  return z.enum(values, `must be one of: ${values.join(', ')}`);
}

function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce
    .number(error)
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, error);
}

function listOf<Entry extends z.ZodType<string, string>>(entry: Entry) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(entry).min(1, 'must have at least one entry'));
}

/** The first one is used; during a rotation, what the others have signed or sealed stays valid. */
const secrets = listOf(z.string().min(32, 'must have at least 32 characters')).transform(
  (list) => list as [string, ...string[]],
);

const environmentSchema = z.object({
  NODE_ENV: oneOf('development', 'production', 'test').default('development'),
  PORT: wholeNumber(1, 65_535).default(3000),
  LOG_LEVEL: oneOf('debug', 'info', 'warn', 'error', 'silent').default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }),
  AUTH_SECRET: secrets,
  SESSION_SEALING_KEY: secrets.optional(),
  // Required, because without it next-auth trusts the Host header, which any client can set.
  AUTH_URL: httpUrl,
  AUTH_GITHUB_ID: z.string().optional(),
  AUTH_GITHUB_SECRET: z.string().optional(),
  AUTH_GOOGLE_ID: z.string().optional(),
  AUTH_GOOGLE_SECRET: z.string().optional(),
  AUTH_EMAIL_SERVER: z.string().optional(),
  AUTH_EMAIL_FROM: z.string().optional(),
  PROOF_API_URL: httpUrl.transform((url) => url.replace(/\/+$/, '')),
  PROOF_CLIENT_TOKEN: z.string(),
  PROOF_WIDGET_SCRIPT_URL: httpUrl.default('https://widget.proof.community/widget.2.0.js'),
  PROOF_WIDGET_ORIGINS: listOf(origin),
  PROOF_WEBHOOK_SECRET: listOf(urlSafeSecret),
  PROOF_ASSETS: listOf(assetId),
  PROOF_OFFRAMP_ENABLED: flag.default(false),
  PROOF_DEPOSIT_WINDOW_MINUTES: wholeNumber(1, 43_200).optional(),
  DEMO_MODE: flag.default(false),
  RECONCILER: oneOf('inline', 'off').default('inline'),
  TRUSTED_PROXY_HOPS: wholeNumber(0, 10).default(0),
  RETENTION_DAYS: wholeNumber(1, 36_500).default(365),
  METRICS_TOKEN: urlSafeSecret.optional(),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  // The defaults are checked like the variables, so that a wrong value in lib/brand.ts fails, too.
  BRAND_NAME: oneLine.prefault(brandDefaults.name),
  BRAND_TAGLINE: oneLine.prefault(brandDefaults.tagline),
  BRAND_SUPPORT_EMAIL: z.email('must be an email address').prefault(brandDefaults.supportEmail),
  BRAND_LOGO: logo.nullable().prefault(brandDefaults.logo),
  BRAND_ACCENT: accent.prefault(brandDefaults.accent),
  BRAND_RADIUS: z
    .string()
    .regex(/^\d+(\.\d+)?(px|rem)$/, 'must be a length in px or rem')
    .prefault(brandDefaults.radius),
});

export type Environment = z.infer<typeof environmentSchema>;

const examples: Record<keyof Environment, string> = {
  NODE_ENV: 'production',
  PORT: '3000',
  LOG_LEVEL: 'info',
  DATABASE_URL: 'postgresql://user:password@localhost:5432/partner',
  AUTH_SECRET: 'the output of: openssl rand -base64 33',
  SESSION_SEALING_KEY: 'the output of: openssl rand -base64 33',
  AUTH_URL: 'https://pay.example.com',
  AUTH_GITHUB_ID: 'the client ID of your GitHub OAuth app',
  AUTH_GITHUB_SECRET: 'a client secret of your GitHub OAuth app',
  AUTH_GOOGLE_ID: 'the client ID of your Google OAuth client',
  AUTH_GOOGLE_SECRET: 'the client secret of your Google OAuth client',
  AUTH_EMAIL_SERVER: 'smtp://user:password@smtp.example.com:587',
  AUTH_EMAIL_FROM: 'Partner <no-reply@example.com>',
  PROOF_API_URL: 'the base URL Proof gave you',
  PROOF_CLIENT_TOKEN: 'the client_token Proof gave you',
  PROOF_WIDGET_SCRIPT_URL: 'https://widget.proof.community/widget.2.0.js',
  PROOF_WIDGET_ORIGINS: 'https://widget.proof.community',
  PROOF_WEBHOOK_SECRET: 'the output of: openssl rand -hex 16',
  PROOF_ASSETS: 'TRC20:USDT,ERC20:USDT',
  PROOF_OFFRAMP_ENABLED: 'true',
  PROOF_DEPOSIT_WINDOW_MINUTES: '360',
  DEMO_MODE: 'false',
  RECONCILER: 'inline',
  TRUSTED_PROXY_HOPS: '1 (behind one reverse proxy)',
  RETENTION_DAYS: '365',
  METRICS_TOKEN: 'the output of: openssl rand -hex 16',
  METRICS_PORT: '9464',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
  BRAND_NAME: 'Example Pay',
  BRAND_TAGLINE: 'Buy and sell crypto with your card',
  BRAND_SUPPORT_EMAIL: 'support@example.com',
  BRAND_LOGO: '/logo.svg, for the file public/logo.svg',
  BRAND_ACCENT: '"#1c65c8", quoted, since # starts a comment in .env',
  BRAND_RADIUS: '10px',
};

export class ConfigurationError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration is invalid:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/** Throws a ConfigurationError that names every bad variable. */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues.map(({ code, path: [name], message }) =>
        describeProblem(
          name as keyof Environment,
          given[String(name)] === undefined && code === 'invalid_type' ? 'is not set' : message,
        ),
      ),
    );
  const problems = [
    ...incompletePairs(parsed.data),
    ...unsafeSettings(parsed.data, usesSimulator(parsed.data)),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
  return parsed.data;
}

/** `problem` must not contain a value that may be a secret. */
function describeProblem(name: keyof Environment, problem: string): string {
  return `${name} ${problem}. Example: ${examples[name]}`;
}

const pairs = [
  ['AUTH_GITHUB_ID', 'AUTH_GITHUB_SECRET'],
  ['AUTH_GOOGLE_ID', 'AUTH_GOOGLE_SECRET'],
  ['AUTH_EMAIL_SERVER', 'AUTH_EMAIL_FROM'],
] as const;

function incompletePairs(env: Environment): string[] {
  const problems = pairs.flatMap(([one, other]) => {
    if ((env[one] === undefined) === (env[other] === undefined)) return [];
    const [set, missing] = env[one] === undefined ? [other, one] : [one, other];
    return [describeProblem(missing, `is not set, but ${set} is: set both or neither`)];
  });
  if (env.METRICS_PORT && !env.METRICS_TOKEN)
    problems.push(describeProblem('METRICS_TOKEN', 'is not set, but METRICS_PORT is'));
  return problems;
}

/** Proof's own tokens never start with this. */
const SIMULATOR_TOKEN_PREFIX = 'sim_';

export function usesSimulator({ PROOF_CLIENT_TOKEN }: Environment): boolean {
  return PROOF_CLIENT_TOKEN.trim().toLowerCase().startsWith(SIMULATOR_TOKEN_PREFIX);
}

/** Where the simulator is controlled. Null unless in demo mode, whose provider is the simulator. */
export function controlRoomUrl({ DEMO_MODE, PROOF_API_URL }: Environment): string | null {
  return DEMO_MODE ? `${PROOF_API_URL}/control` : null;
}

let environment: Environment | undefined;

export function env(): Environment {
  environment ??= parseEnvironment(process.env);
  return environment;
}
