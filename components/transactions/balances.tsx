import { Amount } from '@/components/ui/amount';
import type { Balance } from '@/lib/side-effects/data';

/** What the example side effect keeps (lib/side-effects/on-completed.ts). */
export function Balances({ balances }: { balances: readonly Balance[] }) {
  if (balances.length === 0) return 'Your balance is empty';
  return (
    <>
      Your balance:{' '}
      {balances.map(({ currency, amount }, index) => (
        <span key={currency}>
          {index > 0 && ' · '}
          <Amount amount={amount} unit={currency} className="font-medium text-ink" />
        </span>
      ))}
    </>
  );
}
