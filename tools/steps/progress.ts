export async function showStep<T>(
  label: string,
  work: () => Promise<T>,
  note: (result: T) => string = () => '',
): Promise<T> {
  process.stdout.write(`  ${label.padEnd(34)}`);
  const started = performance.now();
  try {
    const result = await work();
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    process.stdout.write(`${seconds.padStart(6)} s  ${note(result)}\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}
