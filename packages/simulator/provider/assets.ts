import { createHash } from 'node:crypto';
import type { Randomness } from '../randomness';

/**
 * The assets enabled for the simulated partner. Proof does not document how many decimal places it
 * accepts, so each currency has the fewest of any of its networks.
 */
const ASSETS: Record<string, { decimals: number; networks: string[] }> = {
  USDT: { decimals: 6, networks: ['TRC20', 'ERC20', 'BEP20'] },
  USDC: { decimals: 6, networks: ['ERC20', 'BEP20'] },
  ETH: { decimals: 18, networks: ['ERC20'] },
  BTC: { decimals: 8, networks: ['BITCOIN'] },
};

export type AssetCheck =
  | { ok: true; decimals: number }
  | { ok: false; reason: 'currency_not_allowed' | 'wallet_not_supported' };

/** The built-in assets, as NETWORK:CURRENCY. */
export function builtInAssets(): string[] {
  return Object.entries(ASSETS).flatMap(([currency, { networks }]) =>
    networks.map((network) => `${network}:${currency}`),
  );
}

/** Decimal places of a currency that only the configuration enables. */
const CONFIGURED_DECIMALS = 18;

/** @param configured assets enabled besides the built-in ones, as NETWORK:CURRENCY */
export function checkAsset(
  currency: string,
  network: string,
  configured: readonly string[] = [],
): AssetCheck {
  const entry = ASSETS[currency];
  if (configured.includes(`${network}:${currency}`))
    return { ok: true, decimals: entry?.decimals ?? CONFIGURED_DECIMALS };
  if (!entry) return { ok: false, reason: 'currency_not_allowed' };
  if (!entry.networks.includes(network)) return { ok: false, reason: 'wallet_not_supported' };
  return { ok: true, decimals: entry.decimals };
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

function encode(alphabet: string, bytes: Buffer): string {
  return [...bytes].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** An address in the network's format. It has no key, so the widget warns never to use it. */
function addressFrom(network: string, bytes: Buffer): string {
  if (network === 'TRC20') return `T${encode(BASE58, bytes.subarray(0, 33))}`;
  if (network === 'SOLANA') return encode(BASE58, bytes.subarray(0, 44));
  if (network === 'TON') return `UQ${bytes.toString('base64url').slice(0, 46)}`;
  if (network === 'BITCOIN') return `bc1q${encode(BECH32, bytes.subarray(0, 38))}`;
  return `0x${bytes.toString('hex').slice(0, 40)}`;
}

/** The partner's wallet for an asset, the same in every session. */
export function partnerWallet(currency: string, network: string): string {
  const digest = createHash('sha512').update(`partner wallet ${currency} ${network}`).digest();
  return addressFrom(network, digest);
}

export function newDepositAddress(network: string, randomness: Randomness): string {
  return addressFrom(network, randomness.bytes(64));
}
