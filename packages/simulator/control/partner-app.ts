import type { SimulatorConfig } from '../config';

/** Long enough for the app to delete its data and to fill in that of the demo again. */
const RESET_TIMEOUT_MS = 20_000;

export class NoPartnerAppError extends Error {
  constructor() {
    super('The partner app’s URL is not known. Set SIMULATOR_PARTNER_URL.');
  }
}

export class PartnerAppNotResetError extends Error {
  constructor(url: string, reason: string) {
    super(`The simulator was reset, but the partner app at ${url} was not: ${reason}.`);
  }
}

/** @throws NoPartnerAppError */
export function requirePartnerUrl({ partnerUrl }: SimulatorConfig): string {
  if (partnerUrl === null) throw new NoPartnerAppError();
  return partnerUrl;
}

type OrderForm = { type: 'buy' | 'sell'; amount: string; asset: string };

/**
 * The page of the partner app that shows its order form, filled in. Only the partner app can create
 * a session, so an order starts there or is unknown to it.
 */
export function orderFormUrl(partnerUrl: string, { type, ...fields }: OrderForm): string {
  return `${partnerUrl}/${type}?${new URLSearchParams(fields)}`;
}

/** @throws PartnerAppNotResetError saying how the app responded */
export async function resetPartnerApp(partnerUrl: string): Promise<void> {
  const response = await fetch(`${partnerUrl}/api/demo/reset`, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(RESET_TIMEOUT_MS),
  }).catch((error: unknown) => {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    const reason = timedOut
      ? `it did not respond within ${RESET_TIMEOUT_MS / 1_000} seconds`
      : 'it did not respond, so it is probably not running';
    throw new PartnerAppNotResetError(partnerUrl, reason);
  });
  await response.body?.cancel();
  if (response.ok) return;
  const reason =
    response.status === 404
      ? 'it responded with 404, so it is not in demo mode or cannot be reset'
      : `it responded with ${response.status}`;
  throw new PartnerAppNotResetError(partnerUrl, reason);
}
