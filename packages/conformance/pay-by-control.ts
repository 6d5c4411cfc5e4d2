import type { OrderType } from './contract';
import { CouldNotRunError } from './errors';
import type { AskToPay } from './setup';

const REQUEST_TIMEOUT_MS = 15_000;

/** A seller has to be verified first. */
const ACTIONS: Record<OrderType, string[]> = { buy: ['pay'], sell: ['verify_identity', 'deposit'] };

/**
 * Pays through the control API of proof-simulator, so that nobody has to pay in the widget.
 *
 * @param controlUrl for example http://localhost:4000/control/api
 * @param token SIMULATOR_CONTROL_TOKEN of the simulator, if it has one
 */
export function payByControl(controlUrl: string, token: string | null): AskToPay {
  return async ({ merchant_transaction_id: id }, type) => {
    const url = `${controlUrl}/transactions/${encodeURIComponent(String(id))}/actions`;
    const headers = new Headers({ 'content-type': 'application/json' });
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    for (const action of ACTIONS[type]) {
      const body = JSON.stringify({ action });
      const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
      const response = await fetch(url, { method: 'POST', headers, body, signal }).catch(
        (error: unknown) => {
          throw new CouldNotRunError(`POST ${url} got no response: ${String(error)}. ${HINT}`);
        },
      );
      const isVerified = action === 'verify_identity' && response.status === 409;
      if (!response.ok && !isVerified)
        throw new CouldNotRunError(`POST ${url} returned ${response.status}. ${HINT}`);
    }
  };
}

const HINT = 'Check --control and --control-token.';
