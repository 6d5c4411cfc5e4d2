/**
 * Why calls to Proof fail and what to do, by HTTP status, error and code. Source: proof-contract,
 * "Errors". The message is for logs only, so it decides nothing.
 */
export type Cause = {
  title: string;
  action: string;
  /** A person has to fix it, so a banner stays until a call shows that it is fixed. */
  toFix?: true;
  /** What shows that it is fixed: a session for the same asset, or a sell. Otherwise, any call does. */
  fixedBy?: 'asset' | 'sell';
};

export type FailedCall = { httpStatus: number | null; error: string | null; code: string | null };

const walletNotSupported = { error: 'wallet_not_supported' };
const currencyNotAllowed = { code: 'currency_not_allowed' };
const wrongToken = { httpStatus: 401 };
const offrampDisabled = { error: 'offramp_disabled' };
const notRegistered = { httpStatus: 403, error: { not: 'offramp_disabled' } };

/** The calls behind the banner, as a filter for the database. */
export const causesToFix = [
  walletNotSupported,
  currencyNotAllowed,
  wrongToken,
  offrampDisabled,
  notRegistered,
];

export function causeOf({ httpStatus, error, code }: FailedCall): Cause {
  if (error === walletNotSupported.error)
    return {
      title: 'No wallet for this currency and network',
      action: 'Ask Proof to provision the wallet, or remove the asset from PROOF_ASSETS.',
      toFix: true,
      fixedBy: 'asset',
    };
  if (code === currencyNotAllowed.code)
    return {
      title: 'Currency not enabled for you',
      action: 'Ask Proof to enable the currency, or remove the asset from PROOF_ASSETS.',
      toFix: true,
      fixedBy: 'asset',
    };
  if (error === offrampDisabled.error)
    return {
      title: 'Selling is not enabled for you',
      action: 'Ask Proof to enable off-ramp, or set PROOF_OFFRAMP_ENABLED=false.',
      toFix: true,
      fixedBy: 'sell',
    };
  if (httpStatus === 401)
    return {
      title: 'Token not accepted',
      action: 'Check PROOF_CLIENT_TOKEN against the one from Proof, or ask Proof to rotate it.',
      toFix: true,
    };
  if (httpStatus === 403)
    return {
      title: 'Server not registered',
      action: "Send Proof this server's outgoing IP addresses. They allow registered ones only.",
      toFix: true,
    };
  return transientCauseOf({ httpStatus, error });
}

function transientCauseOf({ httpStatus, error }: Omit<FailedCall, 'code'>): Cause {
  if (httpStatus === null)
    return {
      title: 'No response',
      action: 'Check the network and PROOF_API_URL. Checks go on, less and less often.',
    };
  if (error === 'invalid_response' || error === 'unreadable_error')
    return {
      title: "A response that the contract doesn't describe",
      action:
        'Send Proof the X-Request-Id. If the contract changed, adapt lib/proof-api/schema.ts.',
    };
  if (httpStatus === 404)
    return {
      title: 'Proof does not know the ID',
      action: 'Check that PROOF_API_URL is the environment in which the order was placed.',
    };
  if (httpStatus === 429)
    return { title: 'Too many requests', action: 'Nothing: checks are spaced out by themselves.' };
  if (httpStatus === 502)
    return {
      title: 'A service behind Proof is failing',
      action: 'Nothing: the call is retried. If it goes on, send Proof the X-Request-Id.',
    };
  if (httpStatus >= 500)
    return { title: 'Proof failed', action: 'If it happens again, send Proof the X-Request-Id.' };
  return {
    title: 'Request rejected',
    action: 'Compare the request with the contract: Proof says what is wrong in the message.',
  };
}
