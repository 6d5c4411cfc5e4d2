'use client';
import { SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, type SubmitEvent, useEffect, useRef, useTransition } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { useTimeZone } from '@/components/ui/time-zone';
import { countFilters } from '@/lib/history/filter';
import type { HistoryFilter } from '@/lib/history/schema';
import { searchOf } from '@/lib/search-params';

type Option = { value: string; label: string };
type FilterFormProps = { filter: HistoryFilter; assets: Option[] };

const types: Option[] = [
  { value: 'buy', label: 'Buy' },
  { value: 'sell', label: 'Sell' },
];
const statuses: Option[] = [
  { value: 'pending', label: 'Pending' },
  { value: 'processing', label: 'Processing' },
  { value: 'completed', label: 'Completed' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Cancelled' },
];

/** Without JavaScript it is a plain form, whose days are in the chosen time zone or in UTC. */
export function FilterForm({ filter, assets }: FilterFormProps) {
  const { push } = useRouter();
  const [pending, startTransition] = useTransition();
  const formRef = useFilledForm(filter);
  const timeZone = useTimeZone();
  function apply(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const search = readForm(event.currentTarget);
    startTransition(() => push(`/transactions${search}`));
  }
  return (
    <FoldedWhenNarrow active={countFilters(filter)}>
      <form
        ref={formRef}
        action="/transactions"
        onSubmit={apply}
        className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4 xl:grid-cols-[minmax(0,1fr)_6.5rem_8.5rem_9.5rem_9.5rem_9.5rem_auto]"
      >
        <Field label="Transaction ID" className="col-span-2 xl:col-span-1">
          <Input
            {...{ name: 'q', type: 'search', defaultValue: filter.q, maxLength: 64 }}
            {...{ autoComplete: 'off', spellCheck: false, placeholder: 'Whole or first part' }}
            className={controlStyle}
          />
        </Field>
        <Choice name="type" label="Type" any="All" options={types} value={filter.type} />
        <Choice name="status" label="Status" any="All" options={statuses} value={filter.status} />
        <Choice name="asset" label="Asset" any="All" options={assets} value={filter.asset} />
        <Field label="From" className="max-sm:col-span-2">
          <Input name="from" type="date" defaultValue={filter.from} className={controlStyle} />
        </Field>
        <Field label="To" className="max-sm:col-span-2">
          <Input name="to" type="date" defaultValue={filter.to} className={controlStyle} />
        </Field>
        {timeZone && <input type="hidden" name="zone" value={timeZone} />}
        <div className="col-span-2 flex gap-1 sm:col-span-1">
          <Button type="submit" pending={pending} className="max-sm:grow">
            Apply
          </Button>
          <Link href="/transactions" className={buttonStyle({ variant: 'ghost' })}>
            Clear
          </Link>
        </div>
      </form>
    </FoldedWhenNarrow>
  );
}

/** Smaller than 16 px, iOS zooms in on a control. */
const controlStyle = 'wide:text-sm';

type ChoiceProps = {
  name: keyof HistoryFilter;
  label: string;
  any: string;
  options: Option[];
  value: string | undefined;
};

function Choice({ name, label, any, options, value }: ChoiceProps) {
  return (
    <Field label={label} className={name === 'asset' ? 'max-sm:col-span-2' : undefined}>
      <Select name={name} defaultValue={value} className={controlStyle}>
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** On a wide screen the form is always open, where the browser can style a closed <details>. */
function FoldedWhenNarrow({ active, children }: { active: number; children: ReactNode }) {
  return (
    <details className="group mb-5 wide:details-content:[content-visibility:visible]">
      <summary className="flex h-10 w-fit items-center gap-2 rounded-md border border-border bg-surface px-4 text-sm font-medium shadow-card group-open:mb-3 wide:supports-[selector(::details-content)]:hidden">
        <SlidersHorizontal aria-hidden className="size-4" />
        Filter
        {active > 0 && <Badge tone="accent">{active} on</Badge>}
      </summary>
      {children}
    </details>
  );
}

/** Shows another filter when the URL changes, as with the back button, and keeps the focus. */
function useFilledForm(filter: HistoryFilter) {
  const formRef = useRef<HTMLFormElement>(null);
  const search = searchOf(filter);
  const shown = useRef(search);
  useEffect(() => {
    if (shown.current === search) return;
    shown.current = search;
    const values = new URLSearchParams(search);
    for (const control of formRef.current?.elements ?? [])
      if (
        (control instanceof HTMLInputElement && control.type !== 'hidden') ||
        control instanceof HTMLSelectElement
      )
        control.value = values.get(control.name) ?? '';
  }, [search]);
  return formRef;
}

/** What was filled in, and the zone that days are meant in. */
function readForm(form: HTMLFormElement): string {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== '') params.set(name, String(value));
  if (!params.has('from') && !params.has('to')) params.delete('zone');
  else if (!params.has('zone'))
    params.set('zone', Intl.DateTimeFormat().resolvedOptions().timeZone);
  return params.size > 0 ? `?${params}` : '';
}
