import { LiveTransactions } from '@/components/live/live-transactions';
import { Orders } from '@/components/trade/orders';
import { SellingNotEnabled } from '@/components/trade/selling-not-enabled';
import { StartsAgain } from '@/components/trade/starts-again';
import { Ticket } from '@/components/trade/ticket';
import { TradePage } from '@/components/trade/trade-page';
import { loadTrade, loadTradeOptions, type TradeQuery } from '@/lib/widget-sessions/loaders';
import { IdentityStatus, IdentityStepStatus } from '../identity-status';

export const metadata = { title: 'Sell' };

export default async function SellPage({ searchParams }: { searchParams: Promise<TradeQuery> }) {
  const { offrampEnabled } = await loadTradeOptions();
  if (!offrampEnabled) return <SellingNotEnabled />;
  const { form, previous, userId, sequence, orders } = await loadTrade('sell', await searchParams);
  return (
    <LiveTransactions userId={userId} after={sequence}>
      <TradePage type="sell" identityStep={<IdentityStepStatus />}>
        <Ticket
          {...form}
          notice={previous && <StartsAgain previous={previous} locale={form.locale} />}
          identity={<IdentityStatus />}
        />
        <Orders type="sell" orders={orders} />
      </TradePage>
    </LiveTransactions>
  );
}
