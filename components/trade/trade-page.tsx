import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import type { TransactionType } from '@/lib/generated/prisma/enums';

const identityStep = { title: 'Identity check', text: 'A document and a selfie, first time only.' };

const texts = {
  buy: {
    title: 'Buy crypto',
    description: 'Enter an amount, then pay with your card.',
    steps: [
      identityStep,
      { title: 'Payment', text: 'You pay with your card at the price shown.' },
      {
        title: 'Delivery',
        text: 'Your crypto is delivered, and you can follow its progress here.',
      },
    ],
  },
  sell: {
    title: 'Sell crypto',
    description: 'Enter the amount you want to sell and get paid to your card.',
    steps: [
      identityStep,
      { title: 'Payout card', text: 'You choose the card that receives the money.' },
      { title: 'Deposit', text: 'You send the crypto to the address shown.' },
      {
        title: 'Payout',
        text: 'The money goes to your card, and you can follow its progress here.',
      },
    ],
  },
};

export function TradePage({ type, children }: { type: TransactionType; children: ReactNode }) {
  const { title, description, steps } = texts[type];
  return (
    <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,36rem)_minmax(0,20rem)] lg:justify-between">
      <PageHeader title={title} description={description} className="lg:col-span-2" />
      <div className="min-w-0">{children}</div>
      <aside aria-label="What happens next" className="lg:pt-1">
        <h2 className="text-sm font-medium">What happens next</h2>
        <ol className="mt-4 flex flex-col">
          {steps.map((step, index) => (
            <li key={step.title} className="group flex gap-3.5 text-sm">
              <span aria-hidden className="flex flex-col items-center">
                <span className="flex size-6 items-center justify-center rounded-full border border-border bg-surface text-xs font-medium text-muted tabular-nums">
                  {index + 1}
                </span>
                <span className="w-px flex-1 bg-border group-last:hidden" />
              </span>
              <span className="pb-5 group-last:pb-0">
                <span className="block leading-6 font-medium">{step.title}</span>
                <span className="block text-muted">{step.text}</span>
              </span>
            </li>
          ))}
        </ol>
      </aside>
    </div>
  );
}
