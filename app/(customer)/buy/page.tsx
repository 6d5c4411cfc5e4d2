import { LiveTransactions } from '@/components/live/live-transactions';
import { Orders } from '@/components/trade/orders';
import { StartsAgain } from '@/components/trade/starts-again';
import { Ticket } from '@/components/trade/ticket';
import { TradePage } from '@/components/trade/trade-page';
import { loadTrade, type TradeQuery } from '@/lib/widget-sessions/loaders';
import { IdentityStatus, IdentityStepStatus } from '../identity-status';

export const metadata = { title: 'Buy' };

export default async function BuyPage({ searchParams }: { searchParams: Promise<TradeQuery> }) {
  const { form, previous, userId, sequence, orders } = await loadTrade('buy', await searchParams);
  return (
    <LiveTransactions userId={userId} after={sequence}>
      <TradePage type="buy" identityStep={<IdentityStepStatus />}>
        <Ticket
          {...form}
          notice={previous && <StartsAgain previous={previous} locale={form.locale} />}
          identity={<IdentityStatus />}
        />
        <Orders type="buy" orders={orders} />
      </TradePage>
    </LiveTransactions>
  );
}
