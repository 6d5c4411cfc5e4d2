/** One crypto currency on one chain, as a partner is provisioned for it. */
export type Asset = {
  /** `NETWORK:CURRENCY`, as in PROOF_ASSETS. */
  id: string;
  network: string;
  networkName: string;
  currency: string;
  /** The most digits after the point that the chain can carry. */
  decimals: number;
};

const networkNames: Record<string, string> = {
  TRC20: 'Tron',
  ERC20: 'Ethereum',
  BEP20: 'BNB Smart Chain',
  POLYGON: 'Polygon',
  SOLANA: 'Solana',
  TON: 'TON',
  BITCOIN: 'Bitcoin',
};

/** What the tokens' contracts declare; the same ticker differs from chain to chain. */
const knownDecimals: Record<string, number> = {
  'TRC20:USDT': 6,
  'ERC20:USDT': 6,
  'BEP20:USDT': 18,
  'POLYGON:USDT': 6,
  'SOLANA:USDT': 6,
  'TON:USDT': 6,
  'ERC20:USDC': 6,
  'BEP20:USDC': 18,
  'POLYGON:USDC': 6,
  'SOLANA:USDC': 6,
  'BITCOIN:BTC': 8,
  'ERC20:ETH': 18,
};

/** Every chain we know of carries six digits, so an unlisted asset is limited to these. */
const DEFAULT_DECIMALS = 6;

/** Reads one entry of PROOF_ASSETS. */
export function parseAsset(id: string): Asset {
  const [network = '', currency = ''] = id.split(':');
  return {
    id,
    network,
    networkName: networkNames[network] ?? network,
    currency,
    decimals: knownDecimals[id] ?? DEFAULT_DECIMALS,
  };
}
