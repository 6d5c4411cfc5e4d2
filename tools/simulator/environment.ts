import { configuredEnvironment } from '../process/configured-environment';
import { type LocalSecrets, localSecrets } from './secrets';
import { demoSettings } from './settings';

export type LocalEnvironment = {
  env: NodeJS.ProcessEnv;
  /** True if no provider is configured, so the demo settings are used. */
  simulated: boolean;
};

/** Settings of the provider itself. The simulator's sessions open in its own widget only. */
const providerSettings = ['PROOF_API_URL', 'PROOF_WIDGET_SCRIPT_URL', 'PROOF_WIDGET_ORIGINS'];

/**
 * The environment for local commands: the shell, then the .env files as Next.js reads them. Without
 * PROOF_API_URL, the demo settings fill in what is unset.
 */
export function localEnvironment(mode: 'development' | 'production'): LocalEnvironment {
  const env = configuredEnvironment(mode);
  if (env.PROOF_API_URL) return { env, simulated: false };
  return { env: withSimulator(env, localSecrets()), simulated: true };
}

/** Fills in what is unset or empty, so that a copied .env.example runs against the simulator. */
export function withSimulator(env: NodeJS.ProcessEnv, secrets: LocalSecrets): NodeJS.ProcessEnv {
  const port = env.PORT || '3000';
  const simulatorPort = env.SIMULATOR_PORT || '4000';
  const given = Object.entries(env).filter(
    ([name, value]) => value !== '' && !providerSettings.includes(name),
  );
  return {
    ...env,
    ...demoSettings({ port, simulatorPort }, secrets),
    ...Object.fromEntries(given),
  };
}
