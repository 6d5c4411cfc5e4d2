import Link from 'next/link';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { searchOf } from '@/lib/search-params';
import { IgnoredNotice } from './ignored-notice';

export type FilterControl = { name: string; label: string } & (
  | { kind: 'search'; placeholder: string }
  | { kind: 'date' }
  | { kind: 'choice'; options: readonly { value: string; label: string }[] }
);

type ListFilterProps = {
  path: string;
  filter: Record<string, string | undefined>;
  controls: readonly FilterControl[];
  /** Given in the URL, but not readable, and therefore ignored. */
  unreadable: readonly string[];
};

/** A plain form, so that every view of a list has its own URL. Days are in UTC. */
export function ListFilter({ path, filter, controls, unreadable }: ListFilterProps) {
  const ignored = unreadable.map(
    (name) => controls.find((control) => control.name === name)?.label ?? 'page',
  );
  return (
    <>
      <IgnoredNotice names={ignored} />
      <form
        action={path}
        // Remounts the controls with their new values when the URL changes.
        key={searchOf(filter)}
        className="mb-5 flex flex-wrap items-end gap-3"
      >
        {controls.map((control) => (
          <Field key={control.name} label={control.label} className={widths[control.kind]}>
            <Control control={control} value={filter[control.name]} />
          </Field>
        ))}
        <div className="flex gap-1">
          <Button type="submit">Apply</Button>
          <Link href={path} className={buttonStyle({ variant: 'ghost' })}>
            Clear
          </Link>
        </div>
      </form>
    </>
  );
}

/** A date is wider than a choice, because its format and its button have to fit. */
const widths = {
  search: 'w-full sm:w-72',
  choice: 'w-[calc(50%-6px)] sm:w-36',
  date: 'w-[calc(50%-6px)] sm:w-42',
};

type ControlProps = { control: FilterControl; value: string | undefined };

function Control({ control, value }: ControlProps) {
  const { name } = control;
  if (control.kind === 'choice')
    return (
      <Select name={name} defaultValue={value}>
        <option value="">All</option>
        {control.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    );
  if (control.kind === 'date') return <Input name={name} type="date" defaultValue={value} />;
  return (
    <Input
      {...{ name, type: 'search', defaultValue: value, placeholder: control.placeholder }}
      {...{ autoComplete: 'off', spellCheck: false, maxLength: 200 }}
    />
  );
}

/** The controls that every list of the console has. */
export const periodControls: readonly FilterControl[] = [
  { kind: 'date', name: 'from', label: 'From (UTC)' },
  { kind: 'date', name: 'to', label: 'To (UTC)' },
];
