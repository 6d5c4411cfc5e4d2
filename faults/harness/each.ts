/** Runs the work for every item, at most `concurrency` at a time, and answers in their order. */
export async function each<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, lane));
  return results;
}

/** The numbers from 0 up to and without `count`. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
