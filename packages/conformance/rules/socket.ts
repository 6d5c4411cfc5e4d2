import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../lab';
import type { Rule } from '../rule';
import { openSocket } from '../socket-probe';
import { Broken } from '../verdict';

async function expectRefusal(lab: Lab, token: string | null): Promise<string[]> {
  const { id } = await lab.session('buy');
  const attempt = await openSocket(lab.client, id, token);
  if (!attempt.opened) return attempt.status === 401 ? [] : [`refused by ${attempt.reason}`];
  attempt.socket.close();
  throw new Broken('the socket was opened');
}

async function tellWhatHappens(lab: Lab, id: string | null): Promise<string[]> {
  await lab.session('buy');
  const attempt = await openSocket(lab.client, id);
  if (!attempt.opened) return [`refused by ${attempt.reason}`];
  attempt.socket.close();
  return ['the socket is opened'];
}

export const socketRules: Rule[] = [
  {
    id: 'socket.opens',
    title: 'the socket of a transaction opens with the token in the upgrade',
    source: 'doc',
    run: async (lab) => {
      const { id } = await lab.session('buy');
      const attempt = await openSocket(lab.client, id);
      if (!attempt.opened) throw new Broken(`it was refused: ${attempt.reason}`);
      attempt.socket.close();
      return [];
    },
  },
  {
    id: 'socket.refused-without-token',
    title: 'the socket is refused without a token',
    source: 'doc',
    run: (lab) => expectRefusal(lab, null),
  },
  {
    id: 'socket.refused-with-wrong-token',
    title: 'the socket is refused with a wrong token',
    source: 'doc',
    run: (lab) => expectRefusal(lab, 'conformance_wrong_token'),
  },
  {
    id: 'socket.first-message',
    title: 'whether a socket starts with the present state',
    source: 'unknown',
    run: async (lab) => {
      const { id } = await lab.session('buy');
      const attempt = await openSocket(lab.client, id);
      if (!attempt.opened) return ['no socket'];
      await pause(lab.options.quietMs);
      attempt.socket.close();
      const count = attempt.socket.messages.length;
      return [count === 0 ? 'nothing is sent before a change' : `${count} message(s) at once`];
    },
  },
  {
    id: 'socket.unknown-transaction',
    title: 'what the socket of an unknown transaction does',
    source: 'unknown',
    run: (lab) => tellWhatHappens(lab, '00000000-0000-4000-8000-000000000000'),
  },
  {
    id: 'socket.without-transaction',
    title: 'what a socket without tx_id does',
    source: 'unknown',
    run: (lab) => tellWhatHappens(lab, null),
  },
];
