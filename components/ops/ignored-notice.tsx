import { Notice } from '@/components/ui/notice';

/** Says which parts of the URL were ignored, since the list shows more than was asked for. */
export function IgnoredNotice({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Notice tone="warning" title="Part of the filter was ignored" className="mb-5">
      We couldn't read the {new Intl.ListFormat('en').format(names)}. Everything else is applied.
    </Notice>
  );
}
