import type { Answer, Deviation, Request } from './deviating-proxy';

/** One thing that an implementation does wrong, and exactly the rules that must turn red by it. */
export type Case = { name: string; red: string[]; deviation: Deviation };

export const isSuccess = ({ status }: Answer) => status < 300;

export function onSession(change: (body: Answer['body'], answer: Answer) => void): Deviation {
  return {
    answer(answer, { method }) {
      if (method === 'POST' && isSuccess(answer)) change(answer.body, answer);
    },
  };
}

export function onTransaction(change: (body: Answer['body'], answer: Answer) => void): Deviation {
  return {
    answer(answer, { path }) {
      if (path.startsWith('/widget/transactions') && isSuccess(answer)) change(answer.body, answer);
    },
  };
}

export function onError(applies: (request: Request, answer: Answer) => boolean, change: object) {
  const deviation: Deviation = {
    answer(answer, request) {
      if (!isSuccess(answer) && applies(request, answer)) Object.assign(answer, change);
    },
  };
  return deviation;
}

export const errorBody = (error: string, code: string) => ({ error, code, message: 'deviating' });
