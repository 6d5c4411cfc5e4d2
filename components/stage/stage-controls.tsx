'use client';
import { RotateCcw, Square } from 'lucide-react';
import { BrandMark } from '@/components/frame/brand-mark';
import { Button } from '@/components/ui/button';
import type { StageOptions } from '@/lib/stage/loaders';
import type { StageCommands } from './use-stage';

type StageControlsProps = {
  options: StageOptions;
  stage: StageCommands;
  large: boolean;
  setLarge: (large: boolean) => void;
};

/** The settings of the stage. Slow motion applies from the next story on. */
export function StageControls({ options, stage, large, setLarge }: StageControlsProps) {
  const { pending } = stage;
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
        value={stage.customer}
        options={options.customers}
        onChange={stage.chooseCustomer}
        disabled={pending}
      />
      <Choice
        label="Brand"
        value={options.brand}
        options={options.brands}
        onChange={stage.chooseBrand}
        disabled={pending}
      />
      <Toggle label="Slow motion" checked={stage.slow} onChange={stage.setSlow} />
      <Toggle label="Large text" checked={large} onChange={setLarge} />
      {stage.started && (
        <Button variant="secondary" size="sm" onClick={stage.stop} disabled={pending}>
          <Square aria-hidden />
          Stop
        </Button>
      )}
      <Button variant="secondary" size="sm" onClick={stage.reset} pending={pending}>
        {!pending && <RotateCcw aria-hidden />}
        Reset
      </Button>
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
