import { CopyButton } from '@/components/ui/copy-button';

/** An id that copies at a click. A long one is shown by its end, where time-sorted ids differ. */
export function CopiedId({
  value,
  name,
  whole = false,
}: {
  value: string | null;
  name: string;
  whole?: boolean;
}) {
  if (!value) return <span className="text-muted">—</span>;
  return (
    <CopyButton
      value={value}
      label={`Copy the ${name} ${value}`}
      className="-ml-1 max-w-none whitespace-nowrap"
    >
      {whole || value.length <= 14 ? value : `…${value.slice(-8)}`}
    </CopyButton>
  );
}
