import { type ApiResponse, requireFields, requireText } from '../api-client';
import type { CheckContext } from '../context';
import { RuleFailedError } from '../errors';
import type { Rule } from '../rule';
import { expectSuccess } from './expect';

const CLIENT_IPS = ['203.0.113.7', '198.51.100.23'];

/** The responses to two equal requests. */
async function repeatedSessions(context: CheckContext): Promise<[ApiResponse, ApiResponse]> {
  await context.session('buy');
  return [await context.sessionResponse('buy'), await context.createSession(context.order('buy'))];
}

function expectDifferent(responses: ApiResponse[], name: string): void {
  const values = responses.map((response) => requireText(requireFields(response), name));
  if (new Set(values).size === values.length) return;
  throw new RuleFailedError(`two sessions have the same ${name}`, responses.at(-1));
}

/** What one session has in common with another. */
export const sessionUniquenessRules: Rule[] = [
  {
    id: 'session.required-only',
    title: 'the five required fields are enough',
    certainty: 'documented',
    run: async (context) => {
      await context.session('buy');
      const { type: _, redirect_url: __, ...required } = context.order('buy');
      expectSuccess(await context.createSession(required));
      return [];
    },
  },
  {
    id: 'session.client-ip',
    title: 'client_ip is accepted and mixed into the signature',
    certainty: 'documented',
    run: async (context) => {
      await context.session('buy');
      const responses: ApiResponse[] = [];
      for (const clientIp of CLIENT_IPS) {
        const order = { ...context.order('buy'), client_ip: clientIp };
        const response = await context.createSession(order);
        expectSuccess(response);
        responses.push(response);
      }
      expectDifferent(responses, 'signature');
      return [];
    },
  },
  {
    id: 'session.no-idempotency',
    title: 'each POST creates a new transaction',
    certainty: 'inferred',
    run: async (context) => {
      expectDifferent(await repeatedSessions(context), 'merchant_transaction_id');
      return [];
    },
  },
  {
    id: 'session.init-token-unique',
    title: 'each session has an init_token of its own',
    certainty: 'inferred',
    run: async (context) => {
      expectDifferent(await repeatedSessions(context), 'init_token');
      return [];
    },
  },
  {
    id: 'session.widget-id',
    title: 'every session has the widget_id of the partner',
    certainty: 'inferred',
    run: async (context) => {
      const [first, second] = await repeatedSessions(context);
      const names = [first, second].map((each) => requireText(requireFields(each), 'widget_id'));
      if (names[0] !== names[1]) throw new RuleFailedError('two sessions differ in it', second);
      return [];
    },
  },
];
