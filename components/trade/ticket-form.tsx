'use client';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button, buttonStyle } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field, Select } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Asset } from '@/lib/assets';
import type { TransactionType } from '@/lib/generated/prisma/enums';
import { parseTypedAmount } from '@/lib/typed-amount';
import { AmountField, QuickAmounts } from './amount-field';
import { type OrderError, type OrderFormOptions, useOrderForm } from './use-order-form';

const texts = {
  buy: {
    amount: 'You buy',
    hint: "You'll see the exact price in your currency before you pay.",
    submit: 'Continue to payment',
  },
  sell: {
    amount: 'You sell',
    hint: "You'll see what you receive in your currency before you send any crypto.",
    submit: 'Continue to payout',
  },
};

export type TicketFormProps = OrderFormOptions & {
  notice: ReactNode;
  identity: ReactNode;
  onNewOrder: () => void;
};

export function TicketForm(props: TicketFormProps) {
  const { type, assets, onNewOrder } = props;
  const { formRef, locale, text, setText, asset, setAssetId, ...form } = useOrderForm(props);
  const { error, fieldErrors, submit, pending } = form;
  return (
    <Card className="p-5 sm:p-6">
      <form ref={formRef} action={submit} noValidate className="flex flex-col gap-5">
        {props.notice}
        <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_17rem]">
          <AmountField
            label={texts[type].amount}
            {...{ asset, locale, text }}
            onText={setText}
            error={fieldErrors?.amount}
            readOnly={pending}
          />
          <AssetField
            assets={assets}
            assetId={form.submittedAssetId}
            onAssetId={setAssetId}
            error={fieldErrors?.asset}
            disabled={pending}
          />
        </div>
        <QuickAmounts {...{ asset, locale }} onText={setText} disabled={pending} />
        <p className="text-sm text-muted">{texts[type].hint}</p>
        {error && !error.fields && (
          <ErrorNotice
            error={error}
            formPath={formPath(type, { asset, text, locale })}
            onNewOrder={onNewOrder}
          />
        )}
        <Button type="submit" size="lg" pending={pending} className="w-full">
          {texts[type].submit}
          {!pending && <ArrowRight aria-hidden />}
        </Button>
      </form>
      <div className="mt-5 border-border border-t pt-4">{props.identity}</div>
    </Card>
  );
}

type AssetFieldProps = {
  assets: Asset[];
  assetId: string;
  onAssetId: (id: string) => void;
  error: string | undefined;
  disabled: boolean;
};

function AssetField({ assets, assetId, onAssetId, error, disabled }: AssetFieldProps) {
  return (
    <Field label="Asset" error={error}>
      {/* Resetting a form does not restore a select's default, so a new element takes over. */}
      <Select
        key={assetId}
        name="asset"
        defaultValue={assetId}
        disabled={disabled}
        onChange={(event) => onAssetId(event.target.value)}
        className="sm:h-16 sm:text-sm"
      >
        {assets.map(({ id, currency, network, networkName }) => (
          <option key={id} value={id}>
            {`${currency} on ${networkName} (${network})`}
          </option>
        ))}
      </Select>
    </Field>
  );
}

type Content = { asset: Asset; text: string; locale: string };

/** The path of the form, filled in as it is now. */
function formPath(type: TransactionType, { asset, text, locale }: Content): string {
  const parsed = parseTypedAmount(text, asset, locale);
  const amount = 'amount' in parsed && { amount: parsed.amount };
  return `/${type}?${new URLSearchParams({ asset: asset.id, ...amount })}`;
}

type ErrorNoticeProps = { error: OrderError; formPath: string; onNewOrder: () => void };

function ErrorNotice({ error, formPath, onNewOrder }: ErrorNoticeProps) {
  const title = error.requestId ? "Your order wasn't placed" : "We didn't get a response";
  return (
    <Notice tone="negative" title={title} requestId={error.requestId}>
      <p>{error.message}</p>
      {error.nextStep === 'sign_in' && (
        <Link
          href={`/sign-in?${new URLSearchParams({ next: formPath })}`}
          className={buttonStyle({ variant: 'secondary', size: 'sm', className: 'mt-3' })}
        >
          Sign in
        </Link>
      )}
      {error.nextStep === 'new_order' && (
        <Button size="sm" variant="secondary" className="mt-3" onClick={onNewOrder}>
          Start a new order
        </Button>
      )}
    </Notice>
  );
}
