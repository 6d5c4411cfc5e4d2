import { isIP } from 'node:net';
import { z } from 'zod';
import { checkAsset } from '../provider/assets';
import { decimalsOf, isDecimal, isPositive } from '../provider/money';
import type { SessionOrder } from '../provider/new-transaction';
import type { Simulator } from '../simulator';
import { ApiError } from './api-error';

const REQUIRED = ['partner_user_id', 'user_email', 'network', 'currency', 'amount'] as const;
const MAX_INTEGER_DIGITS = 12;

const bodySchema = z.record(z.string(), z.unknown());
const strictSchema = z.object({
  partner_user_id: z.string().min(1).max(200),
  user_email: z.email(),
  network: z.string().min(1).max(40),
  currency: z.string().min(1).max(40),
  amount: z
    .string()
    .refine(isDecimal, 'must be a decimal string')
    .refine((text) => isDecimal(text) && isPositive(text), 'must be more than zero')
    .refine((text) => (text.split('.')[0] ?? '').length <= MAX_INTEGER_DIGITS, 'is too large'),
  type: z.enum(['buy', 'sell']).default('buy'),
  // An app's scheme, such as myapp://, is a URL, too. A script is none to lead a customer to.
  redirect_url: z.url({ protocol: /^(?!(javascript|data|vbscript)$)/i }).optional(),
  client_ip: z
    .string()
    .refine((ip) => isIP(ip) !== 0, 'must be an IP address')
    .optional(),
});

/** IDs, email addresses and client_ip are any text. */
const lenientSchema = strictSchema.extend({
  partner_user_id: z.string(),
  user_email: z.string(),
  client_ip: z.string().optional(),
});

/**
 * @throws ApiError 400 with the contract's codes: decode_error, missing_param, validation_error,
 * currency_not_allowed, WALLET_NOT_SUPPORTED
 */
export function readSessionRequest(
  text: string,
  { config, settings }: Pick<Simulator, 'config' | 'settings'>,
): SessionOrder {
  const body = bodySchema.safeParse(decode(text));
  if (!body.success) throw new ApiError('validation_error', 'The body must be a JSON object');
  const missing = REQUIRED.filter((name) => (body.data[name] ?? '') === '');
  if (missing.length > 0) throw new ApiError('missing_param', `Missing: ${missing.join(', ')}`);

  const schema = settings.requestChecks === 'strict' ? strictSchema : lenientSchema;
  const parsed = schema.safeParse(body.data);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ApiError('validation_error', issues.join('; '));
  }
  const request = parsed.data;
  requireAsset(request, config.assets);
  return {
    partnerUserId: request.partner_user_id,
    email: request.user_email,
    type: request.type,
    currency: request.currency,
    network: request.network,
    amount: request.amount,
    clientIp: request.client_ip ?? null,
    redirectUrl: request.redirect_url ?? null,
  };
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('decode_error', 'The body is not JSON');
  }
}

function requireAsset(
  { currency, network, amount }: { currency: string; network: string; amount: string },
  assets: readonly string[],
): void {
  const asset = checkAsset(currency, network, assets);
  if (!asset.ok) {
    throw asset.reason === 'currency_not_allowed'
      ? new ApiError('currency_not_allowed', `${currency} is not enabled for this partner`)
      : new ApiError('WALLET_NOT_SUPPORTED', `No wallet for ${currency} on ${network}`);
  }
  if (decimalsOf(amount) > asset.decimals) {
    throw new ApiError('validation_error', `amount has more than ${asset.decimals} decimals`);
  }
}
