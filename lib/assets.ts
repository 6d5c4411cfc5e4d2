/** One crypto currency on one network. */
export type Asset = {
  /** `NETWORK:CURRENCY`, as in PROOF_ASSETS. */
  id: string;
  network: string;
  networkName: string;
  currency: string;
  /** The most decimal places of an amount. */
  decimals: number;
};

/**
 * Network names by Proof's network codes. Proof documents TRC20, ERC20 and BEP20; the other codes
 * are assumed, so check them against what Proof provisioned for you.
 */
const networks = new Map([
  ['TRC20', 'Tron'],
  ['ERC20', 'Ethereum'],
  ['BEP20', 'BNB Smart Chain'],
  ['POLYGON', 'Polygon'],
  ['SOLANA', 'Solana'],
  ['TON', 'TON'],
  ['BITCOIN', 'Bitcoin'],
]);

/**
 * The most decimal places of an amount, by currency code. Proof does not document how many it
 * accepts, so this is the fewest that the currency has on any network (docs/decisions/0013).
 */
const currencyDecimals = new Map([
  ['USDT', 6],
  ['USDC', 6],
  ['ETH', 18],
  ['BTC', 8],
]);

/**
 * Reads one entry of PROOF_ASSETS.
 * @throws RangeError when the entry is malformed, or has a code that is not in the tables above
 */
export function parseAsset(id: string): Asset {
  const [network, currency, ...rest] = id.split(':');
  if (!network || !currency || rest.length > 0)
    throw new RangeError(`has an invalid entry: "${id}" is not of the form NETWORK:CURRENCY`);
  const name = networks.get(network);
  if (!name) throw new RangeError(unknownCode('network', network));
  const decimals = currencyDecimals.get(currency);
  if (decimals === undefined) throw new RangeError(unknownCode('currency', currency));
  return { id, network, networkName: name, currency, decimals };
}

function unknownCode(kind: string, code: string): string {
  return `has an unknown ${kind} code, "${code}": correct it, or add it to lib/assets.ts`;
}

/** The network's name, or its code for a transaction on a network that is no longer offered. */
export function networkName(network: string): string {
  return networks.get(network) ?? network;
}
