import type { CheckContext } from '../context';
import {
  canFollow,
  type OrderType,
  schemaErrors,
  socketMessageSchema,
  timestampSchema,
} from '../contract';
import { RuleFailedError, RuleSkippedError } from '../errors';
import { statusesOf } from '../push';
import type { Rule } from '../rule';
import { expectAgreement, missingChanges, noteDelivery } from './agreement';
import { noteUndocumented } from './expect';

async function socketOf(context: CheckContext, type: OrderType) {
  const observed = await context.observed(type);
  if (!observed.socket.opened) throw new RuleSkippedError('the socket did not open');
  return { observed, socket: observed.socket.socket };
}

/** What the socket reports from the session to the end of a transaction. */
export const socketMessageRules = (type: OrderType): Rule[] => [
  {
    id: `${type}.socket-messages`,
    title: `every socket message about a ${type} has the documented shape`,
    certainty: 'documented',
    run: async (context) => {
      const { socket } = await socketOf(context, type);
      const errors = socket.messages.flatMap(({ body }) => schemaErrors(socketMessageSchema, body));
      if (errors.length > 0) throw new RuleFailedError([...new Set(errors)].join('; '));
      return [];
    },
  },
  {
    id: `${type}.socket-complete`,
    title: `the socket reports every change of a ${type} that polling sees`,
    certainty: 'documented',
    run: async (context) => {
      const { observed, socket } = await socketOf(context, type);
      const missing = missingChanges(observed, socket.messages);
      if (missing.length > 0) throw new RuleFailedError(`not reported: ${missing.join(', ')}`);
      return [];
    },
  },
  {
    id: `${type}.socket-agrees`,
    title: `the socket and GET agree about a ${type}`,
    certainty: 'documented',
    run: async (context) => {
      const { observed, socket } = await socketOf(context, type);
      expectAgreement(observed, socket.messages);
      return [];
    },
  },
  {
    id: `${type}.socket-order`,
    title: `the socket reports each change of a ${type} once, in the order of the changes`,
    certainty: 'inferred',
    run: async (context) => {
      const { observed, socket } = await socketOf(context, type);
      const reported = statusesOf(socket.messages);
      const isInOrder = reported.every((status, index) => {
        const previous = reported[index - 1];
        return previous === undefined || (status !== previous && canFollow(previous, status));
      });
      if (isInOrder) return [];
      throw new RuleFailedError(`it reported ${reported.join(', ')}`, observed.final.response);
    },
  },
  {
    id: `${type}.socket-times`,
    title: `occurred_at of every socket message about a ${type} is ISO 8601 in UTC`,
    certainty: 'inferred',
    run: async (context) => {
      const { socket } = await socketOf(context, type);
      const times = socket.messages.map(({ body }) => body?.occurred_at);
      const wrong = times.find((time) => !timestampSchema.safeParse(time).success);
      if (wrong !== undefined) throw new RuleFailedError(`it is ${JSON.stringify(wrong)}`);
      return [];
    },
  },
  {
    id: `${type}.socket-delivery`,
    title: `what the socket reports about a ${type}, and how late`,
    certainty: 'assumed',
    run: async (context) => {
      const { observed, socket } = await socketOf(context, type);
      const extra = socket.messages.flatMap(({ body }) =>
        noteUndocumented([socketMessageSchema], body ?? {}),
      );
      return [...noteDelivery(observed, socket.messages), ...new Set(extra)];
    },
  },
  {
    id: `${type}.socket-after-end`,
    title: `what the socket does after the end of a ${type}`,
    certainty: 'assumed',
    run: async (context) => {
      const { closeCode } = (await socketOf(context, type)).socket;
      return [closeCode === null ? 'it stays open' : `it closes with code ${closeCode}`];
    },
  },
];
