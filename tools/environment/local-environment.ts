import nextEnv from '@next/env';
import { demoSettings } from './demo-settings';
import { localSecrets } from './secrets';

export interface LocalEnvironment {
  env: NodeJS.ProcessEnv;
  /** True when nothing names a provider, so that the demo settings filled the gaps. */
  simulated: boolean;
}

/**
 * The environment for local commands: what the shell set, then the .env files as Next.js reads
 * them, then the demo settings, but those only when neither of the two names a PROOF_API_URL.
 * An empty variable counts as unset.
 */
export function localEnvironment(mode: 'development' | 'production'): LocalEnvironment {
  const env = configuredEnvironment(mode);
  if (env.PROOF_API_URL) return { env, simulated: false };
  const port = env.PORT || '3000';
  const simulatorPort = env.SIMULATOR_PORT || '4000';
  const defaults = demoSettings({ port, simulatorPort }, localSecrets());
  const given = Object.entries(env).filter(([, value]) => value !== '');
  return { env: { ...env, ...defaults, ...Object.fromEntries(given) }, simulated: true };
}

/** The shell's environment and the .env files, without the demo settings. */
export function configuredEnvironment(mode: 'development' | 'production'): NodeJS.ProcessEnv {
  const log = { info: () => {}, error: console.error };
  nextEnv.loadEnvConfig(process.cwd(), mode === 'development', log);
  return { ...process.env };
}
