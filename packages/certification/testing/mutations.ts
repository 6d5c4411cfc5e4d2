type Companions = { checks: string[]; why: string };

/**
 * The checks that fail together with another one, because the backend cannot break the one and keep
 * the others. All other checks fail alone.
 */
export const COMPANIONS: Record<string, Companions> = {
  'mint.sell-type': {
    checks: ['status.sell', 'status.deposit-window'],
    why: 'a sell that is sent as a buy gets no deposit',
  },
};
