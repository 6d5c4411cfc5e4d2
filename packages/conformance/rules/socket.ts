import { setTimeout as pause } from 'node:timers/promises';
import type { CheckContext } from '../context';
import { RuleFailedError } from '../errors';
import { openSocket } from '../open-socket';
import type { Rule } from '../rule';

async function expectRefusals(
  context: CheckContext,
  authorizations: (string | null)[],
): Promise<string[]> {
  const { id } = await context.session('buy');
  for (const authorization of authorizations) {
    const attempt = await openSocket(context.client, id, authorization);
    if (attempt.opened) {
      attempt.socket.close();
      const [scheme] = authorization?.includes(' ') ? authorization.split(' ') : ['no scheme'];
      throw new RuleFailedError(`the socket opened (${authorization ? scheme : 'no token'})`);
    }
    if (attempt.status !== 401)
      throw new RuleFailedError(`refused with ${attempt.reason}, not HTTP 401`);
  }
  return [];
}

async function observeAttempt(context: CheckContext, id: string | null): Promise<string[]> {
  await context.session('buy');
  const attempt = await openSocket(context.client, id);
  if (!attempt.opened) return [`refused with ${attempt.reason}`];
  attempt.socket.close();
  return ['the socket opens'];
}

export const socketRules: Rule[] = [
  {
    id: 'socket.opens',
    title: 'the socket of a transaction opens with the token in the upgrade request',
    certainty: 'documented',
    run: async (context) => {
      const { id } = await context.session('buy');
      const attempt = await openSocket(context.client, id);
      if (!attempt.opened) throw new RuleFailedError(`refused with ${attempt.reason}`);
      attempt.socket.close();
      return [];
    },
  },
  {
    id: 'socket.refused-without-token',
    title: 'the socket is refused with 401 without a token',
    certainty: 'documented',
    run: (context) => expectRefusals(context, [null]),
  },
  {
    id: 'socket.refused-with-wrong-token',
    title: 'the socket is refused with 401 with a wrong token, or with the token in a wrong form',
    certainty: 'documented',
    run: (context) => expectRefusals(context, context.client.wrongAuthorizations),
  },
  {
    id: 'socket.first-message',
    title: 'whether a socket starts with the current state',
    certainty: 'assumed',
    run: async (context) => {
      const { id } = await context.session('buy');
      const attempt = await openSocket(context.client, id);
      if (!attempt.opened) return ['the socket did not open'];
      await pause(context.options.quietMs);
      attempt.socket.close();
      const count = attempt.socket.messages.length;
      return [count === 0 ? 'nothing is sent before a change' : `${count} message(s) at once`];
    },
  },
  {
    id: 'socket.unknown-transaction',
    title: 'what happens on a socket for an unknown transaction',
    certainty: 'assumed',
    run: (context) => observeAttempt(context, '00000000-0000-4000-8000-000000000000'),
  },
  {
    id: 'socket.without-transaction',
    title: 'what happens on a socket without tx_id',
    certainty: 'assumed',
    run: (context) => observeAttempt(context, null),
  },
];
