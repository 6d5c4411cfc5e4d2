/**
 * A moment to the millisecond in UTC, for comparing two clocks. The same on the server and in every
 * browser, so that nothing moves on hydration.
 */
export function ExactTime({ iso }: { iso: string }) {
  const [date = '', clock = ''] = iso.replace('Z', '').split('T');
  return (
    <time dateTime={iso} className="whitespace-nowrap font-mono text-xs tabular-nums">
      <span className="text-muted">{date}</span> {clock}
    </time>
  );
}
