import { type Fields, readObject } from '../json';
import type { Misbehaviour, ProviderRequest, ProviderResponse } from '../provider/proxy';
import { isAmount, isSession, transactionIn } from '../provider/recording';
import type { SocketMode } from '../provider/socket-proxy';
import type { Order, Trial } from './trial';

export type Forward = (path?: string) => Promise<ProviderResponse>;
type Reply = (forward: Forward, request: ProviderRequest) => Promise<ProviderResponse>;

/** Misbehaves about the session of one order. */
export function onSession(amount: string, reply: Reply): Misbehaviour {
  return (request, forward) =>
    isSession(request) && isAmount(request.body, amount) ? reply(forward, request) : null;
}

/** Misbehaves when the backend asks for one transaction. */
export function onTransaction(id: string, reply: Reply): Misbehaviour {
  return (request, forward) => (transactionIn(request) === id ? reply(forward, request) : null);
}

/** An error as the provider words it. */
export function errorResponse(
  status: number,
  error: string,
  code: string,
  headers: Record<string, string> = {},
): ProviderResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-request-id': 'certify', ...headers },
    text: JSON.stringify({ error, code, message: 'Injected by the certification' }),
  };
}

/** Changes fields of a response, and leaves the others as they are. */
export function withFields(response: ProviderResponse, changes: Fields): ProviderResponse {
  return { ...response, text: JSON.stringify({ ...readObject(response.text), ...changes }) };
}

/** A 200 whose body ends in the middle, although its headers say that it is complete. */
export function garbled(response: ProviderResponse): ProviderResponse {
  const text = response.text.slice(0, Math.floor(response.text.length / 2));
  return { ...response, status: 200, text };
}

/** Creates an order whose WebSocket is silent or refused from the start. */
export async function orderWithSockets(trial: Trial, mode: SocketMode): Promise<Order> {
  const { proxy, nextAmount } = trial.equipment;
  const amount = nextAmount();
  const reply = async (forward: Forward) => {
    const response = await forward();
    proxy.setSockets(String(readObject(response.text)?.merchant_transaction_id), mode);
    return response;
  };
  trial.misbehave(onSession(amount, reply));
  return trial.order({ amount });
}
