import 'server-only';
import { type Asset, parseAsset } from '../assets';
import { requireUser } from '../auth';
import { env, usesSimulator } from '../env';
import type { TransactionType } from '../generated/prisma/enums';
import { getEventSequence } from '../live/data';
import { readLocale } from '../request';
import { getNewestOrders, getOrderTime } from '../transactions/data';
import { prefillSchema } from './schema';

export type TradeOptions = {
  assets: Asset[];
  offrampEnabled: boolean;
  widgetScriptUrl: string;
  simulated: boolean;
  /** Null: not configured, so no page counts down. */
  depositWindowMinutes: number | null;
};

/** What the signed-in customer can order here. */
export async function loadTradeOptions(): Promise<TradeOptions> {
  await requireUser();
  return {
    assets: env().PROOF_ASSETS.map(parseAsset),
    offrampEnabled: env().PROOF_OFFRAMP_ENABLED,
    widgetScriptUrl: env().PROOF_WIDGET_SCRIPT_URL,
    simulated: usesSimulator(env()),
    depositWindowMinutes: env().PROOF_DEPOSIT_WINDOW_MINUTES ?? null,
  };
}

/** Of these, the page shows the open ones and the last finished ones. */
const LISTED_ORDERS = 12;

export type TradeQuery = Record<string, string | string[] | undefined>;

/** The order form as its link fills it in, and the customer's newest orders of the type. */
export async function loadTrade(type: TransactionType, query: TradeQuery) {
  const user = await requireUser();
  const assetIds = env().PROOF_ASSETS;
  const { previousId, ...initial } = prefillSchema(assetIds).parse(query);
  // Read before the rows, so that a change in between is delivered twice rather than lost.
  const sequence = await getEventSequence(user.id);
  const previousTime = previousId && (await getOrderTime(user.id, type, previousId));
  return {
    form: {
      type,
      assets: assetIds.map(parseAsset),
      locale: await readLocale(),
      initial,
      previousId: previousTime && previousId,
    },
    /** The order that this one starts again. */
    previous: previousId && previousTime ? { id: previousId, createdAt: previousTime } : null,
    userId: user.id,
    sequence,
    orders: await getNewestOrders(user.id, type, LISTED_ORDERS),
  };
}
