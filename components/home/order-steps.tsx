import { BadgeCheck, CreditCard, Radio } from 'lucide-react';

const steps = [
  {
    icon: BadgeCheck,
    title: 'Verify once',
    text: 'A document and a selfie, with your first order.',
  },
  {
    icon: CreditCard,
    title: 'Confirm the price',
    text: 'You see it before you pay.',
  },
  { icon: Radio, title: 'Follow it live', text: 'Every step shows up without a reload.' },
];

/** What an order takes, for somebody who has not placed one. */
export function OrderSteps() {
  return (
    <ul className="mt-10 grid gap-5 sm:grid-cols-3 sm:gap-6">
      {steps.map(({ icon: Icon, title, text }) => (
        <li key={title} className="flex gap-3 text-sm sm:flex-col sm:gap-2">
          <Icon aria-hidden className="size-5 shrink-0 text-accent-ink" />
          <span>
            <span className="block font-medium">{title}</span>
            <span className="block text-pretty text-muted">{text}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
