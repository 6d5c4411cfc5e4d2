import type { SimulatorConfig } from '../config';

/** Long enough for the app to delete its data and to fill in that of the demo again. */
const RESET_TIMEOUT_MS = 60_000;

/** A variable that the operation needs is not set. */
export class NoPartnerAppError extends Error {
  constructor(variable: string) {
    super(`The partner app’s URL is not known. Set ${variable}.`);
  }
}

export class PartnerAppNotResetError extends Error {
  constructor(reason: string) {
    super(`The simulator was reset, but the partner app was not: ${reason}.`);
  }
}

/** @throws NoPartnerAppError */
export function requirePartnerUrl({ partnerUrl }: SimulatorConfig): string {
  if (partnerUrl === null) throw new NoPartnerAppError('SIMULATOR_PARTNER_URL');
  return partnerUrl;
}

/** @throws NoPartnerAppError */
export function requireResetUrl({ partnerResetUrl }: SimulatorConfig): string {
  if (partnerResetUrl === null) throw new NoPartnerAppError('SIMULATOR_PARTNER_RESET_URL');
  return partnerResetUrl;
}

type OrderForm = { type: 'buy' | 'sell'; amount: string; asset: string };

/**
 * The page of the partner app that shows its order form, filled in. Only the partner app can create
 * a session, so an order starts there or is unknown to it.
 */
export function orderFormUrl(partnerUrl: string, { type, amount, asset }: OrderForm): string {
  return `${partnerUrl}/${type}?${new URLSearchParams({ amount, asset })}`;
}

/** @throws PartnerAppNotResetError saying what the response was */
export async function resetPartnerApp(resetUrl: string): Promise<void> {
  const response = await fetch(resetUrl, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(RESET_TIMEOUT_MS),
  }).catch((error: unknown) => {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    throw new PartnerAppNotResetError(
      timedOut
        ? `it did not respond within ${RESET_TIMEOUT_MS / 1_000} seconds`
        : 'it did not respond, so it is probably not running',
    );
  });
  const text = await response.text();
  if (response.ok) return;
  throw new PartnerAppNotResetError(`it responded with ${response.status} ${text}`.trim());
}
