/** Runs once when the server process starts; a wrong configuration ends it with a clear message. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startWebProcess } = await import('./lib/start-process');
  startWebProcess();
}
