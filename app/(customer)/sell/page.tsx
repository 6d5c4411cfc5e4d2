import { SellingNotEnabled } from '@/components/trade/selling-not-enabled';
import { Ticket } from '@/components/trade/ticket';
import { TradePage } from '@/components/trade/trade-page';
import { loadTradeOptions } from '@/lib/widget-sessions/loaders';
import { IdentityStatus } from '../identity-status';

export const metadata = { title: 'Sell' };

export default async function SellPage() {
  const { assets, offrampEnabled } = await loadTradeOptions();
  if (!offrampEnabled) return <SellingNotEnabled />;
  return (
    <TradePage type="sell">
      <Ticket type="sell" assets={assets} identity={<IdentityStatus />} />
    </TradePage>
  );
}
