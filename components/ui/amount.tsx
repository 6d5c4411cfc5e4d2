import { formatAmount } from '@/lib/money';
import { cn } from './class-names';

type AmountProps = {
  /** A decimal string; null while unknown. */
  amount: string | null;
  /** A currency code, for example USDT or EUR. */
  unit: string | null;
  className?: string;
};

export function Amount({ amount, unit, className }: AmountProps) {
  if (amount === null)
    return (
      <span className={className}>
        <span aria-hidden className="text-muted">
          —
        </span>
        <span className="sr-only">not known yet</span>
      </span>
    );
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)}>
      {formatAmount(amount)}{' '}
      {unit && <span className="text-[0.85em] font-normal text-muted">{unit}</span>}
    </span>
  );
}
