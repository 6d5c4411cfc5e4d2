import { parseArgs } from 'node:util';
import { z } from 'zod';

export const USAGE = `Usage: npm run conformance -- --api URL --token TOKEN [options]

Checks any implementation of the Proof On/Off Ramp API from the outside.

  --api URL            base URL of the implementation
  --token TOKEN        client token that it accepts
  --sell               check selling too (off-ramp has to be enabled for the token)
  --asset NET:CUR      network and currency that are enabled (default TRC20:USDT)
  --amount AMOUNT      crypto amount of every order (default 100)
  --webhook-port PORT  listen here for webhooks, and compare them with the API
  --widget URL         script of the widget that a person pays in
  --no-human           check only what needs nobody to pay
  --timeout SECONDS    how long a person may take to pay (default 600)
  --poll SECONDS       how often a transaction is read meanwhile (default 5)
  --json FILE          write the report as JSON too

Ends with 0 when nothing failed, 1 when a rule failed, 2 when it could not be run.`;

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));
const seconds = z.coerce.number().positive().max(86_400);

const argumentsSchema = z
  .object({
    api: url,
    token: z.string().min(1),
    sell: z.boolean().default(false),
    asset: z
      .string()
      .regex(/^[^:\s]+:[^:\s]+$/, 'must be NETWORK:CURRENCY, as in TRC20:USDT')
      .default('TRC20:USDT'),
    amount: z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'must be a decimal number')
      .default('100'),
    'webhook-port': z.coerce.number().int().min(0).max(65_535).optional(),
    widget: url.optional(),
    'no-human': z.boolean().default(false),
    timeout: seconds.default(600),
    poll: seconds.default(5),
    json: z.string().min(1).optional(),
  })
  .transform((given) => {
    const [network = '', currency = ''] = given.asset.split(':');
    return {
      apiUrl: given.api,
      token: given.token,
      sell: given.sell,
      network,
      currency,
      amount: given.amount,
      webhookPort: given['webhook-port'] ?? null,
      widgetUrl: given.widget ?? defaultWidget(given.api),
      human: !given['no-human'],
      timeoutMs: given.timeout * 1_000,
      pollMs: given.poll * 1_000,
      jsonFile: given.json ?? null,
    };
  });

export type Arguments = z.infer<typeof argumentsSchema>;

export class UsageError extends Error {}

/** A stand-in on this machine serves the widget itself; Proof serves it from its own address. */
function defaultWidget(apiUrl: string): string {
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(apiUrl).hostname);
  return local ? `${apiUrl}/widget.2.0.js` : 'https://widget.proof.community/widget.2.0.js';
}

const flag = { type: 'boolean' } as const;
const value = { type: 'string' } as const;

/** @throws UsageError that names every argument which is wrong. */
export function readArguments(words: string[]): Arguments {
  const parsed = argumentsSchema.safeParse(split(words));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message, input }) =>
    input === undefined && message.includes('undefined')
      ? `--${String(path[0])} is required`
      : `--${String(path[0])}: ${message}`,
  );
  throw new UsageError(lines.join('\n'));
}

function split(words: string[]): unknown {
  const options = {
    ...{ api: value, token: value, asset: value, amount: value, widget: value, json: value },
    ...{ 'webhook-port': value, timeout: value, poll: value, sell: flag, 'no-human': flag },
  };
  try {
    return parseArgs({ args: words, options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
