'use client';
import type { ReactNode } from 'react';
import { BrandMark } from '@/components/frame/brand';
import type { BrandKey } from '@/lib/stage/brands';
import type { CustomerKey, StageOptions } from '@/lib/stage/loaders';

type StageControlsProps = {
  options: StageOptions;
  customer: CustomerKey;
  slow: boolean;
  large: boolean;
  pending: boolean;
  setSlow: (slow: boolean) => void;
  setLarge: (large: boolean) => void;
  chooseCustomer: (key: CustomerKey) => void;
  chooseBrand: (key: BrandKey) => void;
  children: ReactNode;
};

/** The settings of the stage. They apply from the next story on, except for the size of the text. */
export function StageControls({ options, customer, slow, large, ...props }: StageControlsProps) {
  const { pending, setSlow, setLarge, chooseCustomer, chooseBrand, children } = props;
  return (
    <section
      aria-label="Stage settings"
      className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm"
    >
      <h1 className="mr-auto flex items-center gap-3">
        <BrandMark />
        <span className="text-muted">Stage</span>
      </h1>
      <Choice
        label="Customer"
        value={customer}
        options={options.customers}
        onChange={chooseCustomer}
        disabled={pending}
      />
      <Choice
        label="Brand"
        value={options.brand}
        options={options.brands}
        onChange={chooseBrand}
        disabled={pending}
      />
      <Toggle label="Slow motion" checked={slow} onChange={setSlow} />
      <Toggle label="Large text" checked={large} onChange={setLarge} />
      {children}
    </section>
  );
}

type ChoiceProps<Key extends string> = {
  label: string;
  value: Key;
  options: readonly { key: Key; name: string }[];
  onChange: (key: Key) => void;
  disabled: boolean;
};

function Choice<Key extends string>({ label, options, onChange, ...rest }: ChoiceProps<Key>) {
  return (
    <label className="flex items-center gap-2">
      {label}
      <select
        {...rest}
        onChange={({ target }) => {
          const chosen = options[target.selectedIndex];
          if (chosen) onChange(chosen.key);
        }}
        className="h-8 rounded-md border border-control bg-surface px-2"
      >
        {options.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

type ToggleProps = { label: string; checked: boolean; onChange: (checked: boolean) => void };

function Toggle({ label, checked, onChange }: ToggleProps) {
  return (
    <label className="flex h-8 items-center gap-2">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  );
}
