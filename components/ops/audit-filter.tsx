import Link from 'next/link';
import { Button, buttonStyle } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import type { AuditQuery } from '@/lib/audit/schema';
import { auditActions } from './audit-actions';

/** A plain form, so that every view has its own URL. */
export function AuditFilter({ action, who, about }: AuditQuery) {
  return (
    <form
      action="/ops/audit"
      // Remounts the controls with their new values when the URL changes.
      key={`${action} ${who} ${about}`}
      className="mb-5 grid items-end gap-3 sm:grid-cols-2 xl:grid-cols-[14rem_18rem_22rem_auto]"
    >
      <Field label="Action">
        <Select name="action" defaultValue={action}>
          <option value="">All</option>
          {Object.entries(auditActions).map(([value, { word }]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Who">
        <Input
          {...{ name: 'who', type: 'search', defaultValue: who, maxLength: 200 }}
          {...{ autoComplete: 'off', spellCheck: false, placeholder: 'Email address, first part' }}
        />
      </Field>
      <Field label="To what">
        <Input
          {...{ name: 'about', type: 'search', defaultValue: about, maxLength: 100 }}
          {...{ autoComplete: 'off', spellCheck: false, placeholder: 'ID, whole' }}
        />
      </Field>
      <div className="flex gap-1">
        <Button type="submit">Apply</Button>
        <Link href="/ops/audit" className={buttonStyle({ variant: 'ghost' })}>
          Clear
        </Link>
      </div>
    </form>
  );
}
