import 'server-only';
import { type Asset, parseAsset } from '../assets';
import { requireUser } from '../auth';
import { env } from '../env';

export type TradeOptions = {
  assets: Asset[];
  offrampEnabled: boolean;
  widgetScriptUrl: string;
  demoMode: boolean;
};

/** What the signed-in customer can order here. */
export async function loadTradeOptions(): Promise<TradeOptions> {
  await requireUser();
  return {
    assets: env().PROOF_ASSETS.map(parseAsset),
    offrampEnabled: env().PROOF_OFFRAMP_ENABLED,
    widgetScriptUrl: env().PROOF_WIDGET_SCRIPT_URL,
    demoMode: env().DEMO_MODE,
  };
}
