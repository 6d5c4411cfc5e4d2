/** Milliseconds, with the precision that matters at their size. */
export function Duration({ ms }: { ms: number }) {
  return (
    <span className="whitespace-nowrap">
      {ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en')}
      <span className="ml-1 text-muted">ms</span>
    </span>
  );
}
