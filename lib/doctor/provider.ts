import 'server-only';
import type { Environment } from '../env';
import { errorBodySchema } from '../proof-api/schema';
import { type Check, check, type Finding, failed, passed, skipAll, skipped } from './check';
import { judgeClock, readClock } from './clock';
import { parseJson, type Received, tryRequest } from './request';

/** The Date header has whole seconds. */
const DATE_RESOLUTION_MS = 1_000;

/**
 * Asks Proof for a transaction that cannot exist, once with the client token and once without. That
 * mints nothing. Only Proof's API answers "not found" to the first and refuses the second.
 */
export async function checkProvider({
  PROOF_API_URL,
  PROOF_CLIENT_TOKEN,
}: Environment): Promise<Check[]> {
  const url = `${PROOF_API_URL}/widget/transactions/${crypto.randomUUID()}`;
  const accept = 'application/json';
  const [withToken, without] = await Promise.all([
    tryRequest(url, { headers: { accept, authorization: `Bearer ${PROOF_CLIENT_TOKEN}` } }),
    tryRequest(url, { headers: { accept } }),
  ]);
  if ('unreachable' in withToken) return unreachable(PROOF_API_URL, withToken.unreachable);
  const host = new URL(PROOF_API_URL).host;
  return [
    check('provider', judgeResponse(host, withToken)),
    check('token', judgeToken(withToken, without)),
    check('providerClock', judgeDate(withToken)),
  ];
}

function unreachable(url: string, reason: string): Check[] {
  const problem = failed({
    found: `No response from ${url}: ${reason}.`,
    why: 'No order can be placed, and no status is confirmed.',
    fix: [
      'Compare PROOF_API_URL with the base URL that Proof gave you.',
      `Try it from this machine: \`curl -v ${url}\``,
      'Let this machine reach it: name resolution, firewall, proxy.',
    ],
  });
  return [
    check('provider', problem),
    ...skipAll(['token', 'providerClock'], 'Needs a response from Proof.'),
  ];
}

/** What Proof said, for its support. */
function describe({ status, headers, body }: Received): string {
  const error = readError(body);
  const id = headers.get('x-request-id');
  const words = error ? ` ${error.error}/${error.code}` : '';
  return `${status}${words}${id ? ` (X-Request-Id ${id})` : ''}`;
}

function judgeResponse(host: string, response: Received): Finding {
  if (response.status >= 500)
    return failed({
      found: `${host} answered ${describe(response)}.`,
      why: 'Proof has a problem, or a proxy in front of it cannot reach it. Orders fail meanwhile.',
      fix: ['Wait and run the check again. If it lasts, quote the X-Request-Id to Proof.'],
    });
  if (response.status !== 429 && !readError(response.body))
    return failed({
      found: `${host} answered ${response.status}, but not as Proof's API does.`,
      why: 'PROOF_API_URL leads to something else, such as a website or a sign-in page.',
      fix: ['Set PROOF_API_URL to the base URL that Proof gave you, without /widget at its end.'],
    });
  return passed(`${host} answered in ${response.receivedMs - response.sentMs} ms.`);
}

function judgeToken(withToken: Received, without: Received | { unreachable: string }): Finding {
  const answered = `Proof answered ${describe(withToken)}`;
  if (withToken.status === 401)
    return failed({
      found: `${answered}: it does not accept PROOF_CLIENT_TOKEN.`,
      why: 'Every call to Proof fails, so no order can be placed and no status is confirmed.',
      fix: [
        'Set PROOF_CLIENT_TOKEN to the client_token for this PROOF_API_URL, and restart. Sandbox and production have different ones.',
        'If Proof rotated the token, ask for the new one.',
      ],
    });
  if (withToken.status === 403)
    return failed({
      found: `${answered}: this machine's address is not registered.`,
      why: 'Proof only serves registered IP addresses, which differ between sandbox and production.',
      fix: [
        'Find the address that Proof sees: `curl https://checkip.amazonaws.com`',
        'Give it to Proof for this environment.',
      ],
    });
  if (withToken.status !== 404 || readError(withToken.body)?.error !== 'not_found')
    return skipped(`${answered}, which does not tell whether it accepts the token.`);
  if ('status' in without && without.status === 404)
    return failed({
      found: `${answered}, with the token and without it alike.`,
      why: 'Proof refuses requests without a token, so this answer does not come from its API.',
      fix: ['Compare PROOF_API_URL with the base URL that Proof gave you, with its path.'],
    });
  return passed('Proof accepts the token and the address of this machine.');
}

function judgeDate({ headers, sentMs, receivedMs }: Received): Finding {
  const dateMs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(dateMs)) return skipped("Proof's response has no date.");
  return judgeClock(readClock('Proof', dateMs, { sentMs, receivedMs }, DATE_RESOLUTION_MS));
}

function readError(body: string) {
  return errorBodySchema.safeParse(parseJson(body)).data;
}
