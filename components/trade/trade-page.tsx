import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import type { TransactionType } from '@/lib/generated/prisma/enums';
import { type Step, StepItem } from './steps';

type Texts = { title: string; description: string; order: Step; afterIdentity: Step[] };

const texts: Record<TransactionType, Texts> = {
  buy: {
    title: 'Buy crypto',
    description: 'Enter an amount, then pay with your card.',
    order: { title: 'Order', text: 'You choose how much you buy, and on which network.' },
    afterIdentity: [
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
    order: { title: 'Order', text: 'You choose how much you sell, and on which network.' },
    afterIdentity: [
      { title: 'Payout card', text: 'You choose the card that receives the money.' },
      { title: 'Deposit', text: 'You send the crypto to the address shown.' },
      {
        title: 'Payout',
        text: 'The money goes to your card, and you can follow its progress here.',
      },
    ],
  },
};

type TradePageProps = {
  type: TransactionType;
  /** The second step, which depends on the customer. */
  identityStep: ReactNode;
  children: ReactNode;
};

export function TradePage({ type, identityStep, children }: TradePageProps) {
  const { title, description, order, afterIdentity } = texts[type];
  return (
    <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,36rem)_minmax(0,20rem)] lg:justify-between">
      <PageHeader title={title} description={description} className="lg:col-span-2" />
      <div className="grid min-w-0 content-start gap-8">{children}</div>
      <aside aria-label="What happens next" className="lg:pt-1">
        <h2 className="text-sm font-medium">What happens next</h2>
        <ol className="mt-4 flex flex-col">
          <StepItem step={order} number={1} state="current" />
          {identityStep}
          {afterIdentity.map((step, index) => (
            <StepItem key={step.title} step={step} number={index + 3} state="next" />
          ))}
        </ol>
      </aside>
    </div>
  );
}
