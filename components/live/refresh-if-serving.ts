/**
 * Loads the page's data again. When a refresh gets no response, Next.js leaves the page, so check
 * first that the app responds. Returns whether it does.
 */
export async function refreshIfServing(refresh: () => void): Promise<boolean> {
  const health = await fetch('/api/health', { cache: 'no-store' }).catch(() => null);
  if (health?.ok) refresh();
  return health?.ok ?? false;
}
