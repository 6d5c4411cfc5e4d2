'use client';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import type { Asset } from '@/lib/assets';
import { formatUnambiguously, parseTypedAmount } from '@/lib/typed-amount';

type AmountFieldProps = {
  label: string;
  asset: Asset;
  locale: string;
  text: string;
  onText: (text: string) => void;
  error: string | undefined;
  readOnly: boolean;
};

/** Shows below the field how the text is understood: exactly that amount is ordered. */
export function AmountField({ label, text, onText, error, ...props }: AmountFieldProps) {
  const { asset, locale, readOnly } = props;
  return (
    <Field label={label} error={error} hint={describeText(text, asset, locale)}>
      <Input
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        enterKeyHint="go"
        readOnly={readOnly}
        placeholder="0"
        value={text}
        onChange={(event) => onText(event.target.value)}
        size={text.length > 7 ? 'lg' : 'xl'}
      />
    </Field>
  );
}

function describeText(text: string, asset: Asset, locale: string): ReactNode {
  if (text.trim() === '') return `Up to ${asset.decimals} decimal places.`;
  const parsed = parseTypedAmount(text, asset, locale);
  if ('problem' in parsed) return parsed.problem;
  return (
    <span className="font-medium text-ink">
      {`${formatUnambiguously(parsed.amount, locale, true)} ${asset.currency}`}
    </span>
  );
}

/** By currency; the others are worth about a dollar. */
const quickAmounts: Record<string, string[]> = {
  BTC: ['0.001', '0.0025', '0.005', '0.01'],
  ETH: ['0.02', '0.05', '0.1', '0.2'],
};
const defaultQuickAmounts = ['50', '100', '250', '500'];

type QuickAmountsProps = Pick<AmountFieldProps, 'asset' | 'locale' | 'onText'> & {
  disabled: boolean;
};

export function QuickAmounts({ asset, locale, onText, disabled }: QuickAmountsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of the form's data.
    <div role="group" aria-label="Quick amounts" className="grid grid-cols-4 gap-2">
      {(quickAmounts[asset.currency] ?? defaultQuickAmounts).map((amount) => (
        <Button
          key={amount}
          variant="secondary"
          size="narrow"
          disabled={disabled}
          onClick={() => onText(formatUnambiguously(amount, locale, false))}
          className="tabular-nums"
        >
          {formatUnambiguously(amount, locale, false)}
        </Button>
      ))}
    </div>
  );
}
