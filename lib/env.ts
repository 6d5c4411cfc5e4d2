import { z } from 'zod';

/**
 * The only reader of the process environment. It is read once, on first use; `instrumentation.ts`
 * and the worker use it at start, so that a wrong value stops the process and not a customer.
 */

const flag = z.stringbool({ truthy: ['true', '1', 'on'], falsy: ['false', '0', 'off'] });
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const optionalText = z
  .string()
  .optional()
  .transform((text) => text || undefined);

const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  AUTH_SECRET: z.string().min(32, 'needs at least 32 characters'),
  // Required: without it next-auth would believe the Host header, which anybody can write.
  AUTH_URL: z.url({ protocol: /^https?$/ }),
  AUTH_GITHUB_ID: optionalText,
  AUTH_GITHUB_SECRET: optionalText,
  AUTH_GOOGLE_ID: optionalText,
  AUTH_GOOGLE_SECRET: optionalText,
  AUTH_EMAIL_SERVER: optionalText,
  AUTH_EMAIL_FROM: optionalText,
  PROOF_API_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  PROOF_CLIENT_TOKEN: z.string().min(1),
  PROOF_WIDGET_SCRIPT_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://widget.proof.community/widget.2.0.js'),
  PROOF_WIDGET_ORIGINS: list.pipe(
    z
      .array(
        z
          .url()
          .refine((url) => new URL(url).origin === url, 'must be origins: no path, no final slash'),
      )
      .min(1),
  ),
  PROOF_WEBHOOK_SECRET: list.pipe(
    z
      .array(
        z.string().regex(/^[\w-]{22,}$/, 'each needs 128 bits or more: 22+ URL-safe characters'),
      )
      .min(1),
  ),
  PROOF_ASSETS: list.pipe(
    z.array(z.string().regex(/^[A-Z0-9]+:[A-Z0-9]+$/, 'is a list of NETWORK:CURRENCY')).min(1),
  ),
  PROOF_OFFRAMP_ENABLED: flag.default(false),
  DEMO_MODE: flag.default(false),
  RECONCILER: z.enum(['inline', 'off']).default('inline'),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
});

export type Environment = z.infer<typeof environmentSchema>;

const examples: Partial<Record<keyof Environment, string>> = {
  DATABASE_URL: 'postgresql://user:password@localhost:5432/partner',
  AUTH_SECRET: 'the output of: openssl rand -base64 33',
  AUTH_URL: 'https://pay.example.com',
  PROOF_API_URL: 'the base URL Proof gave you, without a final slash',
  PROOF_CLIENT_TOKEN: 'the client_token Proof gave you',
  PROOF_WIDGET_ORIGINS: 'https://widget.proof.community',
  PROOF_WEBHOOK_SECRET: 'the output of: openssl rand -hex 16',
  PROOF_ASSETS: 'TRC20:USDT,ERC20:USDT',
  DEMO_MODE: 'true or false',
  PROOF_OFFRAMP_ENABLED: 'true or false',
  TRUSTED_PROXY_HOPS: '1 behind one reverse proxy',
};

export class ConfigurationError extends Error {
  constructor(readonly problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/** Parses and checks an environment. Throws a ConfigurationError that names every bad variable. */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw new ConfigurationError(parsed.error.issues.map(describeIssue(given)));
  const problems = unsafeMixtures(parsed.data);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return parsed.data;
}

/** Names the variable, what is wrong and an example; never the value, which may be a secret. */
function describeIssue(given: Record<string, string | undefined>) {
  return (issue: z.core.$ZodIssue) => {
    const name = String(issue.path[0]);
    const wrong = given[name] === undefined ? 'is missing' : issue.message;
    const example = examples[name as keyof Environment];
    return `${name}: ${wrong}.${example ? ` Example: ${example}` : ''}`;
  };
}

/** The simulator's tokens are recognised by this prefix; Proof's real ones never come from us. */
const SIMULATOR_TOKEN_PREFIX = 'sim_';

function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

function unsafeMixtures(env: Environment): string[] {
  const problems: string[] = [];
  const simulated = env.PROOF_CLIENT_TOKEN.startsWith(SIMULATOR_TOKEN_PREFIX);
  if (env.DEMO_MODE && !(simulated && isLoopback(env.PROOF_API_URL)))
    problems.push(
      'DEMO_MODE: personas sign in without a password, so demo mode works with the local simulator only. Set DEMO_MODE=false to use PROOF_API_URL.',
    );
  if (env.DEMO_MODE && !isLoopback(env.AUTH_URL))
    problems.push(
      'DEMO_MODE: personas sign in without a password, so demo mode serves localhost only. Set DEMO_MODE=false or a local AUTH_URL.',
    );
  if (simulated && !isLoopback(env.AUTH_URL))
    problems.push(
      'PROOF_CLIENT_TOKEN: this is a token of the simulator, and AUTH_URL is a public address. Use the client_token Proof gave you.',
    );
  if (!simulated && isLoopback(env.PROOF_API_URL) && !isLoopback(env.AUTH_URL))
    problems.push(
      'PROOF_API_URL: a public app must not depend on a local provider. Use the base URL Proof gave you.',
    );
  if (!isLoopback(env.PROOF_API_URL) && !env.PROOF_API_URL.startsWith('https:'))
    problems.push('PROOF_API_URL: the client token must not travel unencrypted. Use https.');
  if (!isLoopback(env.AUTH_URL) && !env.AUTH_URL.startsWith('https:'))
    problems.push('AUTH_URL: sign-in needs https on a public address.');
  if (Boolean(env.AUTH_EMAIL_SERVER) !== Boolean(env.AUTH_EMAIL_FROM))
    problems.push('AUTH_EMAIL_SERVER and AUTH_EMAIL_FROM: set both for e-mail links, or neither.');
  return problems;
}

let environment: Environment | undefined;

export function env(): Environment {
  environment ??= parseEnvironment(process.env);
  return environment;
}
