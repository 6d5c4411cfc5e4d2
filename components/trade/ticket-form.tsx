'use client';
import { ArrowRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field, Input, Select } from '@/components/ui/field';
import type { Asset } from '@/lib/assets';
import type { TransactionType } from '@/lib/transactions/schema';
import type { TicketState } from './submit-order';
import { TicketErrorNotice } from './ticket-error-notice';
import { tradeTexts } from './trade-texts';

type TicketFormProps = {
  type: TransactionType;
  assets: Asset[];
  state: TicketState;
  submit: (form: FormData) => void;
  pending: boolean;
  identity: ReactNode;
  onNewOrder: () => void;
};

export function TicketForm(props: TicketFormProps) {
  const { type, assets, state, submit, pending, identity, onNewOrder } = props;
  const texts = tradeTexts[type];
  const formRef = useRef<HTMLFormElement>(null);
  const { error } = state;

  useEffect(() => {
    if (error) formRef.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error]);

  return (
    <Card className="p-5 sm:p-6">
      <form ref={formRef} action={submit} noValidate className="flex flex-col gap-5">
        <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_17rem]">
          <Field label={texts.amountLabel} error={error?.fields?.amount}>
            <Input
              name="amount"
              inputMode="decimal"
              autoComplete="off"
              enterKeyHint="go"
              readOnly={pending}
              placeholder="0.00"
              defaultValue={state.amount}
              className="h-16 text-xl font-semibold tabular-nums placeholder:text-muted/60"
            />
          </Field>
          <Field label="Asset" error={error?.fields?.asset}>
            {/* A form's reset forgets a select's choice; a new element starts from it. */}
            <Select
              key={state.asset}
              name="asset"
              defaultValue={state.asset}
              className="sm:h-16 sm:text-sm"
            >
              {assets.map(({ id, currency, network, networkName }) => (
                <option key={id} value={id}>
                  {`${currency} on ${networkName} (${network})`}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <p className="text-sm text-muted">{texts.hint}</p>
        {error && !error.fields && <TicketErrorNotice error={error} onNewOrder={onNewOrder} />}
        <Button type="submit" size="lg" pending={pending} className="w-full">
          {texts.next}
          {!pending && <ArrowRight aria-hidden />}
        </Button>
      </form>
      <div className="mt-5 border-border border-t pt-4">{identity}</div>
    </Card>
  );
}
