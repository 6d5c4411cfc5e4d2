import { type ApiResponse, requireFields, requireText } from '../api-client';
import type { CheckContext } from '../context';
import { SIGNATURE, sessionOptionalSchema, sessionRequiredSchema } from '../contract';
import { RuleFailedError } from '../errors';
import type { Rule } from '../rule';
import { expectFields, expectShape, noteUndocumented } from './expect';

const TOKEN_TYPES = ['sdk_partner_authorization', 'sdk_customer_token'];

async function createdSessions(context: CheckContext): Promise<ApiResponse[]> {
  const responses: ApiResponse[] = [];
  for (const type of context.enabledTypes) responses.push(await context.sessionResponse(type));
  return responses;
}

/** Lists of a session, and the field whose value they must contain. */
const LISTS = {
  currencies: 'currency',
  networks: 'network',
  fix_network: 'network',
  fiat_currencies: 'fiat_currency',
};

function expectListsToContain(response: ApiResponse): void {
  const fields = requireFields(response);
  for (const [list, name] of Object.entries(LISTS)) {
    const values = fields[list];
    if (!Array.isArray(values) || values.includes(fields[name])) continue;
    const message = `${list} is ${JSON.stringify(values)}, without ${JSON.stringify(fields[name])}`;
    throw new RuleFailedError(message, response);
  }
}

export const sessionFormatRules: Rule[] = [
  {
    id: 'session.signature-format',
    title: 'the signature is "v2:" and 128 hex characters',
    certainty: 'documented',
    run: async (context) => {
      for (const response of await createdSessions(context)) {
        const signature = requireText(requireFields(response), 'signature');
        if (SIGNATURE.test(signature)) continue;
        throw new RuleFailedError(`it is ${JSON.stringify(signature.slice(0, 24))}…`, response);
      }
      return [];
    },
  },
  {
    id: 'session.init-token-type',
    title: 'init_token_type is sdk_partner_authorization',
    certainty: 'documented',
    run: async (context) => {
      const types = new Set<string>();
      for (const response of await createdSessions(context)) {
        const type = requireText(requireFields(response), 'init_token_type');
        types.add(type);
        if (!TOKEN_TYPES.includes(type))
          throw new RuleFailedError(`it is ${JSON.stringify(type)}`, response);
      }
      return types.has('sdk_customer_token') ? ['sdk_customer_token, as in the older edition'] : [];
    },
  },
  {
    id: 'session.optional-fields',
    title: 'optional fields have the documented type, and fix_* the documented value',
    certainty: 'documented',
    run: async (context) => {
      for (const response of await createdSessions(context))
        expectShape(response, sessionOptionalSchema, requireFields(response));
      const fields = requireFields(await context.sessionResponse('buy'));
      const absent = Object.keys(sessionOptionalSchema.shape).filter((name) => !(name in fields));
      return absent.length > 0 ? [`absent: ${absent.join(', ')}`] : [];
    },
  },
  {
    id: 'session.null-fields',
    title: 'optional fields are absent rather than null',
    certainty: 'inferred',
    run: async (context) => {
      const response = await context.sessionResponse('buy');
      const fields = requireFields(response);
      const names = Object.keys(sessionOptionalSchema.shape).filter(
        (name) => fields[name] === null,
      );
      if (names.length > 0) throw new RuleFailedError(`null: ${names.join(', ')}`, response);
      return [];
    },
  },
  {
    id: 'session.lists',
    title: 'each list of a session contains the value that the session has',
    certainty: 'inferred',
    run: async (context) => {
      for (const response of await createdSessions(context)) expectListsToContain(response);
      return [];
    },
  },
  {
    id: 'session.fiat-currency',
    title: 'fiat_currency is a code of three capital letters',
    certainty: 'inferred',
    run: async (context) => {
      const response = await context.sessionResponse('buy');
      const code = requireText(requireFields(response), 'fiat_currency');
      if (/^[A-Z]{3}$/.test(code)) return [];
      throw new RuleFailedError(`it is ${JSON.stringify(code)}`, response);
    },
  },
  {
    id: 'session.redirect-url',
    title: 'redirect_url, when returned, is the one of the request',
    certainty: 'documented',
    run: async (context) => {
      for (const type of context.enabledTypes) {
        const { fields, response, order } = await context.session(type);
        if (typeof fields.redirect_url !== 'string') return ['it is not returned'];
        expectFields(response, fields, { redirect_url: order.redirect_url });
      }
      return [];
    },
  },
  {
    id: 'session.undocumented-fields',
    title: 'session fields that the contract does not name',
    certainty: 'assumed',
    run: async (context) => {
      const fields = requireFields(await context.sessionResponse('buy'));
      const notes = noteUndocumented([sessionRequiredSchema, sessionOptionalSchema], fields);
      return notes.length > 0 ? notes : ['none'];
    },
  },
];
