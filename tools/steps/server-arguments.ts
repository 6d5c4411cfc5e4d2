/** In demo mode anyone who reaches the app can sign in, so it listens on localhost only. */
export function serverArguments({ PORT, DEMO_MODE }: NodeJS.ProcessEnv): string[] {
  const off = ['', 'false', '0', 'off'].includes((DEMO_MODE ?? '').toLowerCase());
  return [
    ...['node_modules/next/dist/bin/next', 'start', '--port', PORT || '3000'],
    ...(off ? [] : ['--hostname', '127.0.0.1']),
  ];
}
