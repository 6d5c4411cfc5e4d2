'use client';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useActionState, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field, Input, Select } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Asset } from '@/lib/assets';
import type { PublicError } from '@/lib/errors';
import type { TransactionType } from '@/lib/generated/prisma/enums';
import type { mintSessionAction } from '@/lib/widget-sessions/actions';
import type { OpenableSession } from '@/lib/widget-sessions/schema';

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

const noResponse: OrderError = {
  message:
    "We didn't get a response. Check your connection and try again; your order won't be placed twice.",
};

type OrderError = Partial<PublicError> & { message: string };
type FormState = { amount: string; asset: string; error: OrderError | null };

export type TicketFormProps = {
  type: TransactionType;
  assets: Asset[];
  idempotencyKey: string;
  identity: ReactNode;
  mint: typeof mintSessionAction;
  onPlaced: (session: OpenableSession) => void;
  onNewOrder: () => void;
};

export function TicketForm(props: TicketFormProps) {
  const [{ amount, asset, error }, submit, pending] = useOrderForm(props);
  const text = texts[props.type];
  const formRef = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) formRef.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error]);
  return (
    <Card className="p-5 sm:p-6">
      <form ref={formRef} action={submit} noValidate className="flex flex-col gap-5">
        <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_17rem]">
          <Field label={text.amount} error={error?.fields?.amount}>
            <Input
              name="amount"
              inputMode="decimal"
              autoComplete="off"
              enterKeyHint="go"
              readOnly={pending}
              placeholder="0.00"
              defaultValue={amount}
              className="h-16 text-xl font-semibold tabular-nums placeholder:text-muted/60"
            />
          </Field>
          <Field label="Asset" error={error?.fields?.asset}>
            {/* Resetting a form does not restore a select's default, so a new element takes over. */}
            <Select key={asset} name="asset" defaultValue={asset} className="sm:h-16 sm:text-sm">
              {props.assets.map(({ id, currency, network, networkName }) => (
                <option key={id} value={id}>
                  {`${currency} on ${networkName} (${network})`}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <p className="text-sm text-muted">{text.hint}</p>
        {error && !error.fields && <ErrorNotice error={error} onNewOrder={props.onNewOrder} />}
        <Button type="submit" size="lg" pending={pending} className="w-full">
          {text.submit}
          {!pending && <ArrowRight aria-hidden />}
        </Button>
      </form>
      <div className="mt-5 border-border border-t pt-4">{props.identity}</div>
    </Card>
  );
}

/** The state keeps what was entered, because React resets a form after its action. */
function useOrderForm({ type, assets, idempotencyKey, mint, onPlaced }: TicketFormProps) {
  const initial: FormState = { amount: '', asset: assets[0]?.id ?? '', error: null };
  return useActionState(async (_before: FormState, form: FormData): Promise<FormState> => {
    const order = { amount: String(form.get('amount')), asset: String(form.get('asset')) };
    const result = await mint({ idempotencyKey, type, ...order }).catch(() => null);
    if (result?.ok) onPlaced(result.data);
    return { ...order, error: result?.ok ? null : (result?.error ?? noResponse) };
  }, initial);
}

function ErrorNotice({ error, onNewOrder }: { error: OrderError; onNewOrder: () => void }) {
  return (
    <Notice tone="negative" title="Your order wasn't placed" requestId={error.requestId}>
      <p>{error.message}</p>
      {error.nextStep === 'sign_in' && (
        <Button size="sm" variant="secondary" className="mt-3" asChild>
          <Link href="/sign-in">Sign in</Link>
        </Button>
      )}
      {error.nextStep === 'new_order' && (
        <Button size="sm" variant="secondary" className="mt-3" onClick={onNewOrder}>
          Start a new order
        </Button>
      )}
    </Notice>
  );
}
