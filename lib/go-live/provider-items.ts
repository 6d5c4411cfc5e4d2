import { doctorLink, type Facts, findCheck, firstFix, type ItemName, type Judgement } from './item';

const callsLink = { label: 'Provider calls', href: '/ops/calls' };

/** The items that the calls to Proof answer. */
export function judgeProvider(
  facts: Facts,
): Record<
  Extract<ItemName, 'credentials' | 'addresses' | 'bearer' | 'rejections' | 'retries'>,
  Judgement
> {
  return {
    credentials: judgeCredentials(facts),
    addresses: judgeAddresses(facts),
    bearer: judgeBearer(facts),
    rejections: judgeRejections(facts),
    retries: judgeRetries(facts),
  };
}

function judgeCredentials(facts: Facts): Judgement {
  const token = findCheck(facts, 'token');
  const evidence = [doctorLink];
  if (token?.status === 'failed')
    return { state: 'missing', found: token.found, next: firstFix(token), evidence };
  if (token?.status !== 'passed')
    return {
      state: 'unknown',
      found: token?.found ?? 'The doctor did not ask Proof.',
      next: 'Run the doctor again once Proof answers.',
      evidence,
    };
  const offramp = facts.settings.PROOF_OFFRAMP_ENABLED;
  const sold = facts.transactions.some(({ type }) => type === 'sell');
  if (offramp && !sold)
    return {
      state: 'unknown',
      found: 'Proof accepts the token. Selling is on here, and was not tried yet.',
      next: 'Place a sell: Proof mints no session for it unless off-ramp is enabled for you.',
      evidence,
    };
  return {
    state: 'done',
    found: `Proof accepts the token. Selling is ${offramp ? 'on, and Proof minted a session for a sell' : 'off (PROOF_OFFRAMP_ENABLED)'}.`,
    evidence,
  };
}

function judgeAddresses(facts: Facts): Judgement {
  const token = findCheck(facts, 'token');
  if (token?.status === 'passed')
    return {
      state: 'done',
      found: 'Proof serves this machine. Every other server needs a registered address, too.',
      next: 'Run `npm run doctor` on each server.',
      evidence: [doctorLink],
    };
  const forbidden = facts.calls[0]?.httpStatus === 403;
  return {
    state: forbidden ? 'missing' : 'unknown',
    found: forbidden ? 'The latest call got a 403.' : (token?.found ?? 'Nobody asked Proof yet.'),
    next: 'Give Proof the outgoing IP addresses of your servers, for this environment.',
    evidence: [doctorLink, callsLink],
  };
}

function judgeBearer({ calls }: Facts): Judgement {
  const unauthorised = calls.findIndex(({ httpStatus }) => httpStatus === 401);
  const accepted = calls.findIndex(({ error }) => error === null);
  if (accepted === -1 && unauthorised === -1)
    return { state: 'unknown', found: 'There is no call to Proof yet.', next: 'Place an order.' };
  if (accepted === -1 || (unauthorised !== -1 && unauthorised < accepted))
    return {
      state: 'missing',
      found: 'The latest answers are 401.',
      next: 'Set PROOF_CLIENT_TOKEN to the client_token of this environment, and restart.',
      evidence: [callsLink],
    };
  return {
    state: 'done',
    found: 'Proof answers the calls of this server, and it answers none without the token.',
    evidence: [callsLink],
  };
}

const rejections = ['wallet_not_supported', 'currency_not_allowed'];

function judgeRejections({ calls }: Facts): Judgement {
  const seen = calls.find(({ error, code }) =>
    rejections.some((name) => name === error || name === code),
  );
  if (!seen)
    return {
      state: 'unknown',
      found: `None of the latest ${calls.length} calls got one of these errors.`,
      next: 'In the sandbox, order an asset that Proof has not provisioned. With the simulator, cause the error in its control room.',
    };
  return {
    state: 'done',
    found:
      'Operators see the error with its cause on the overview and with the calls, until it is solved.',
    evidence: [{ label: 'Failed calls', href: '/ops/calls?show=failed' }],
  };
}

function judgeRetries({ calls }: Facts): Judgement {
  const retried = calls.find(
    ({ httpStatus, requestId, error }, index) =>
      error === null &&
      requestId !== null &&
      calls.some(
        (earlier, at) =>
          at > index && earlier.requestId === requestId && earlier.httpStatus === 502,
      ) &&
      httpStatus !== null,
  );
  if (!retried?.requestId)
    return {
      state: 'unknown',
      found: `None of the latest ${calls.length} calls succeeded after a 502.`,
      next: 'Cause a 502 in the control room of the simulator, and place an order. The app sends the same body up to three times.',
    };
  return {
    state: 'done',
    found: 'A session was minted after a 502, with the same request.',
    evidence: [
      {
        label: 'The calls',
        href: `/ops/calls?${new URLSearchParams({ q: retried.requestId })}`,
      },
    ],
  };
}
