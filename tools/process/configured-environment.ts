import nextEnv from '@next/env';

/** The shell's environment and the .env files as Next.js reads them, and nothing else. */
export function configuredEnvironment(mode: 'development' | 'production'): NodeJS.ProcessEnv {
  const log = { info: () => {}, error: console.error };
  nextEnv.loadEnvConfig(process.cwd(), mode === 'development', log);
  return { ...process.env };
}
