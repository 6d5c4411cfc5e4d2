/**
 * Where a feed goes on: after the last event that the browser says it has (it repeats the header
 * when it reconnects), else after the number that the page was rendered with. Null when neither is
 * a number.
 */
export function resumeFrom(request: Request): number | null {
  const given =
    request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  return given !== null && /^\d{1,15}$/.test(given) ? Number(given) : null;
}
