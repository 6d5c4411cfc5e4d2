import type { Deviation, ProxiedRequest, ProxiedResponse } from './proxy';

/** A deviating provider, and exactly the rules that it breaks. */
export type DeviationCase = { name: string; breaks: string[]; deviation: Deviation };

type Change = (body: ProxiedResponse['body'], response: ProxiedResponse) => void;

export const isSuccess = ({ status }: ProxiedResponse) => status < 300;

export function onSession(change: Change): Deviation {
  return {
    response(response, { method }) {
      if (method === 'POST' && isSuccess(response)) change(response.body, response);
    },
  };
}

export function onTransaction(change: Change): Deviation {
  return {
    response(response, { path }) {
      if (path.startsWith('/widget/transactions') && isSuccess(response))
        change(response.body, response);
    },
  };
}

export function onError(
  applies: (request: ProxiedRequest, response: ProxiedResponse) => boolean,
  change: object,
) {
  const deviation: Deviation = {
    response(response, request) {
      if (!isSuccess(response) && applies(request, response)) Object.assign(response, change);
    },
  };
  return deviation;
}

export const errorBody = (error: string, code: string) => ({ error, code, message: 'deviating' });
