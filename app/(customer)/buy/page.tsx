import { Ticket } from '@/components/trade/ticket';
import { TradePage } from '@/components/trade/trade-page';
import { loadTradeOptions } from '@/lib/widget-sessions/loaders';
import { IdentityStatus } from '../identity-status';

export const metadata = { title: 'Buy' };

export default async function BuyPage() {
  const { assets } = await loadTradeOptions();
  return (
    <TradePage type="buy">
      <Ticket type="buy" assets={assets} identity={<IdentityStatus />} />
    </TradePage>
  );
}
