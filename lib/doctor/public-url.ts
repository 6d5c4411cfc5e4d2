import 'server-only';
import { z } from 'zod';
import type { Environment } from '../env';
import { PROBE_USER_AGENT } from '../webhooks/receive';
import {
  type Check,
  check,
  type Finding,
  failed,
  passed,
  skipAll,
  skipped,
  warning,
} from './check';
import { blockedByPolicy } from './content-policy';
import { parseJson, type Received, tryRequest } from './request';
import { checkStreaming } from './streaming';

const healthSchema = z.looseObject({ status: z.enum(['ok', 'degraded', 'unavailable']) });

/** What the running app answers at its public URL, through every proxy in front of it. */
export async function checkPublicUrl(env: Environment): Promise<Check[]> {
  const { AUTH_URL } = env;
  const app = judgeApp(AUTH_URL, await tryRequest(new URL('/api/health', AUTH_URL).href));
  if (app.status !== 'passed')
    return [
      check('app', app),
      ...skipAll(['webhook', 'contentPolicy', 'streaming'], 'Needs the running app.'),
    ];
  const [webhook, contentPolicy, streaming] = await Promise.all([
    checkWebhook(env),
    checkContentPolicy(env),
    checkStreaming(AUTH_URL),
  ]);
  return [
    check('app', app),
    check('webhook', webhook),
    check('contentPolicy', contentPolicy),
    check('streaming', streaming),
  ];
}

function judgeApp(url: string, response: Received | { unreachable: string }): Finding {
  const why =
    'Customers open the app at AUTH_URL, and Proof sends webhooks to it. Sign-ins return to it.';
  if ('unreachable' in response)
    return failed({
      found: `No response from ${url}: ${response.unreachable}.`,
      why,
      fix: [
        'Start the app: `npm start`, or `npm run demo` on your machine.',
        'Compare AUTH_URL with the address in your browser, and its port with PORT.',
        'If your network does not let a machine reach its own public address, run the doctor on another one.',
      ],
    });
  const health = healthSchema.safeParse(parseJson(response.body)).data;
  if (!health)
    return failed({
      found: `${url}/api/health answered ${response.status}, but not as this app does.`,
      why,
      fix: [
        'Set AUTH_URL to the address of this app.',
        'Let your proxy pass every path below it to the app.',
      ],
    });
  if (health.status === 'degraded')
    return warning({
      found: `The checks of the app at ${url} are late.`,
      why: 'Customers see old statuses.',
      fix: [
        'Start a worker: `npm run worker`, or set RECONCILER=inline.',
        `See how many are late: \`curl ${url}/api/health\``,
      ],
    });
  if (health.status !== 'ok')
    return failed({
      found: `The app at ${url} answers that it cannot serve.`,
      why,
      fix: [`See why: \`curl ${url}/api/health\``],
    });
  return passed(`The app answers at ${url}.`);
}

/** Posts to the webhook as Proof would. The app stores nothing of it. */
async function checkWebhook({ AUTH_URL, PROOF_WEBHOOK_SECRET }: Environment): Promise<Finding> {
  const why =
    'Proof sends each change to the webhook once. Without it, changes are noticed by polling only.';
  const headers = { 'user-agent': PROBE_USER_AGENT, 'content-type': 'application/json' };
  for (const [index, secret] of PROOF_WEBHOOK_SECRET.entries()) {
    const url = new URL(`/api/webhooks/proof/${secret}`, AUTH_URL).href;
    const response = await tryRequest(url, { method: 'POST', headers, body: '{}' });
    const name = PROOF_WEBHOOK_SECRET.length > 1 ? `secret number ${index + 1}` : 'the secret';
    if ('unreachable' in response)
      return failed({
        found: `No response to a POST to the webhook: ${response.unreachable}.`,
        why,
        fix: ['Let your proxy and firewall pass POST requests to /api/webhooks/proof/.'],
      });
    if (response.status === 404)
      return failed({
        found: `The running app does not accept ${name} in PROOF_WEBHOOK_SECRET.`,
        why: `${why} The app runs with other settings than this check.`,
        fix: ['Set the same PROOF_WEBHOOK_SECRET everywhere, and restart the app.'],
      });
    if (response.status !== 204)
      return failed({
        found: `The webhook answered ${response.status} instead of 204.`,
        why: `${why} A proxy or firewall seems to answer in place of the app.`,
        fix: ['Let your proxy and firewall pass POST requests to /api/webhooks/proof/ unchanged.'],
      });
  }
  return passed(
    PROOF_WEBHOOK_SECRET.length > 1
      ? `The webhook accepts all ${PROOF_WEBHOOK_SECRET.length} secrets. Once Proof uses the new one, remove the old.`
      : 'The webhook accepts the secret.',
  );
}

/** Reads the policy as browsers get it, since a proxy can replace it or add another. */
async function checkContentPolicy(env: Environment): Promise<Finding> {
  const { AUTH_URL, PROOF_WIDGET_SCRIPT_URL, PROOF_WIDGET_ORIGINS } = env;
  const response = await tryRequest(new URL('/sign-in', AUTH_URL).href);
  if ('unreachable' in response) return skipped(`The page did not open: ${response.unreachable}.`);
  const policy = response.headers.get('content-security-policy');
  if (policy === null)
    return failed({
      found: 'Pages arrive without a Content-Security-Policy.',
      why: 'The app sends one. Something in front of it removes it, and with it a protection of your customers.',
      fix: ['Let your proxy pass the header Content-Security-Policy unchanged.'],
    });
  const script = new URL(PROOF_WIDGET_SCRIPT_URL).origin;
  const blocked = blockedByPolicy(policy, { script, frames: PROOF_WIDGET_ORIGINS });
  if (blocked.length > 0)
    return failed({
      found: `The Content-Security-Policy keeps the widget out: ${blocked.join('; ')}.`,
      why: 'Browsers do not load the widget, so orders cannot be paid.',
      fix: [
        'Let your proxy pass the header Content-Security-Policy of the app unchanged, and add none.',
        'If the running app has other settings than this check, restart it with these.',
      ],
    });
  return passed(`It allows ${[...new Set([script, ...PROOF_WIDGET_ORIGINS])].join(', ')}.`);
}
