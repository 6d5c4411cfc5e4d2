import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ruleGroupSchema } from './rule-group';

export const USAGE = `Usage: proof-conformance --api URL --token TOKEN [options]

Checks an implementation of the Proof On/Off Ramp API against the contract.

  --api URL            base URL of the implementation
  --token TOKEN        client token that it accepts
  --sell               also check selling (off-ramp must be enabled for the token)
  --asset NET:CUR      enabled network and currency (default TRC20:USDT)
  --amount AMOUNT      crypto amount of every order (default 100)
  --webhook-port PORT  receive webhooks on this port and compare them with the API
  --widget URL         script of the widget that a person pays in
  --control URL        pay through this control API of proof-simulator, without a person
  --control-token TOKEN  token of the control API
  --no-human           don't serve a page for a person to pay on
  --skip GROUPS        don't check payments, selling or webhooks (comma-separated)
  --timeout SECONDS    how long a payment may take (default 600)
  --poll SECONDS       interval between two reads of a transaction (default 5)
  --json FILE          also write the report as JSON
  --help               print this text

Exits with 0 if every documented rule passed, 1 if a rule failed, 2 if the check could not run, and
3 if no rule failed but documented rules were not checked.`;

const PROOF_WIDGET_URL = 'https://widget.proof.community/widget.2.0.js';
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

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
    control: url.optional(),
    'control-token': z.string().min(1).optional(),
    'no-human': z.boolean().default(false),
    skip: z
      .string()
      .default('')
      .transform((text) => text.split(',').filter((name) => name !== ''))
      .pipe(z.array(ruleGroupSchema)),
    timeout: seconds.default(600),
    poll: seconds.default(5),
    json: z.string().min(1).optional(),
  })
  .transform((values) => {
    const [network = '', currency = ''] = values.asset.split(':');
    return {
      apiUrl: values.api,
      token: values.token,
      sell: values.sell,
      network,
      currency,
      amount: values.amount,
      webhookPort: values['webhook-port'] ?? null,
      widgetUrl: values.widget ?? defaultWidgetUrl(values.api),
      controlUrl: values.control ?? null,
      controlToken: values['control-token'] ?? null,
      human: !values['no-human'],
      // Without a payment there is no webhook to check.
      skip: values.skip.includes('payments') ? [...values.skip, 'webhooks' as const] : values.skip,
      timeoutMs: values.timeout * 1_000,
      pollMs: values.poll * 1_000,
      jsonFile: values.json ?? null,
    };
  });

export type Arguments = z.infer<typeof argumentsSchema>;

export class UsageError extends Error {}

/** Local implementations serve the widget themselves. Proof serves it from a different host. */
function defaultWidgetUrl(apiUrl: string): string {
  const isLocal = LOCAL_HOSTS.includes(new URL(apiUrl).hostname);
  return isLocal ? `${apiUrl}/widget.2.0.js` : PROOF_WIDGET_URL;
}

/** @throws UsageError that names every invalid argument */
export function readArguments(args: string[]): Arguments {
  const parsed = argumentsSchema.safeParse(parseOptions(args));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message, input }) =>
    input === undefined && message.includes('undefined')
      ? `--${String(path[0])} is required`
      : `--${String(path[0])}: ${message}`,
  );
  throw new UsageError(lines.join('\n'));
}

const flag = { type: 'boolean' } as const;
const value = { type: 'string' } as const;

function parseOptions(args: string[]): unknown {
  const options = {
    ...{ api: value, token: value, asset: value, amount: value, widget: value, json: value },
    ...{ control: value, 'control-token': value, skip: value },
    ...{ 'webhook-port': value, timeout: value, poll: value, sell: flag, 'no-human': flag },
  };
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
