export type Asset = {
  /** `NETWORK:CURRENCY`, as in PROOF_ASSETS. */
  id: string;
  network: string;
  networkName: string;
  currency: string;
  decimals: number;
};

/** Proof documents TRC20, ERC20 and BEP20. The other codes are assumed, so ask Proof for yours. */
const networks = new Map([
  ['TRC20', 'Tron'],
  ['ERC20', 'Ethereum'],
  ['BEP20', 'BNB Smart Chain'],
  ['POLYGON', 'Polygon'],
  ['SOLANA', 'Solana'],
  ['TON', 'TON'],
  ['BITCOIN', 'Bitcoin'],
]);

/** The fewest on any network: Proof does not document how many it accepts (decision 0013). */
const currencyDecimals = new Map([
  ['USDT', 6],
  ['USDC', 6],
  ['ETH', 18],
  ['BTC', 8],
]);

/** Throws a RangeError if the entry is malformed or unknown. */
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

export function networkName(network: string): string {
  return networks.get(network) ?? network;
}
