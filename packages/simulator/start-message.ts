import type { SimulatorConfig } from './config';

/** What a partner's engineer needs to send the first request. The first line is for programs. */
export function startMessage(url: string, { clientToken, webhookUrls }: SimulatorConfig): string {
  const webhooks =
    webhookUrls.length === 0
      ? 'nowhere; set SIMULATOR_WEBHOOK_URL'
      : // The rest of the URL may hold the partner's secret.
        webhookUrls.map((webhookUrl) => `${new URL(webhookUrl).origin}/…`).join(', ');
  const order = {
    partner_user_id: 'user-1',
    user_email: 'user-1@example.com',
    network: 'TRC20',
    currency: 'USDT',
    amount: '100',
  };
  return `Proof simulator ready at ${url}

  API            ${url}
  Client token   ${clientToken}
  Webhooks to    ${webhooks}
  Control room   ${url}/control

  Create a session:

  curl ${url}/widget/session \\
    -H 'Authorization: Bearer ${clientToken}' \\
    -d '${JSON.stringify(order)}'
`;
}
