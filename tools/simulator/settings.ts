import type { LocalSecrets } from './secrets';

type Ports = {
  port: string;
  simulatorPort: string;
};

export function demoSettings(
  { port, simulatorPort }: Ports,
  secrets: LocalSecrets,
): Record<string, string> {
  const appUrl = `http://localhost:${port}`;
  const simulatorUrl = `http://localhost:${simulatorPort}`;
  return {
    ...secrets,
    PORT: port,
    DEMO_MODE: 'true',
    AUTH_URL: appUrl,
    PROOF_API_URL: simulatorUrl,
    PROOF_WIDGET_SCRIPT_URL: `${simulatorUrl}/widget.2.0.js`,
    PROOF_WIDGET_ORIGINS: simulatorUrl,
    PROOF_ASSETS: 'TRC20:USDT,ERC20:USDT,BEP20:USDT,ERC20:USDC',
    PROOF_OFFRAMP_ENABLED: 'true',
    // The simulator's default window.
    PROOF_DEPOSIT_WINDOW_MINUTES: '360',
    RECONCILER: 'inline',
    SIMULATOR_PORT: simulatorPort,
    SIMULATOR_WEBHOOK_URL: `${appUrl}/api/webhooks/proof/${secrets.PROOF_WEBHOOK_SECRET}`,
    SIMULATOR_DATA_DIR: '.data/simulator',
    SIMULATOR_PARTNER_URL: appUrl,
  };
}
