import { type ApiResponse, isSuccess } from '../api-client';
import { errorSchema, schemaErrors } from '../contract';
import { RuleFailedError } from '../errors';
import type { Rule } from '../rule';

function expectNone(problems: { response: ApiResponse; text: string }[]): void {
  const [first] = problems;
  if (!first) return;
  const more = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
  throw new RuleFailedError(`${first.response.request}: ${first.text}${more}`, first.response);
}

const isUpgrade = ({ request }: ApiResponse) => request.endsWith('(upgrade)');

/** Rules about every response that the other rules received, so these run last. */
export const responseRules: Rule[] = [
  {
    id: 'responses.request-id',
    title: 'every response has an X-Request-Id',
    certainty: 'documented',
    run: async ({ client }) => {
      const without = client.responses.filter(({ requestId }) => !requestId);
      expectNone(without.map((response) => ({ response, text: 'no X-Request-Id' })));
      return [`${client.responses.length} responses`];
    },
  },
  {
    id: 'responses.request-id-unique',
    title: 'no two responses have the same X-Request-Id',
    certainty: 'inferred',
    run: async ({ client }) => {
      const ids = client.responses.flatMap(({ requestId }) => requestId ?? []);
      if (new Set(ids).size < ids.length) throw new RuleFailedError('an id is repeated');
      return [];
    },
  },
  {
    id: 'responses.no-secret',
    title: 'no response contains the client token',
    certainty: 'documented',
    run: async ({ client }) => {
      const leaks = client.responses.filter((response) => client.containsToken(response));
      expectNone(leaks.map((response) => ({ response, text: 'contains the client token' })));
      return [];
    },
  },
  {
    id: 'responses.success-status',
    title: 'every successful response has status 200',
    certainty: 'inferred',
    run: async ({ client }) => {
      const others = client.responses.filter((each) => isSuccess(each) && each.status !== 200);
      expectNone(others.map((response) => ({ response, text: `status ${response.status}` })));
      return [];
    },
  },
  {
    id: 'responses.error-body',
    title: 'every error is a JSON object with error, code and message',
    certainty: 'documented',
    run: async ({ client }) => {
      const errors = client.responses.filter((each) => each.status >= 400 && !isUpgrade(each));
      const problems = errors.flatMap((response) =>
        schemaErrors(errorSchema, response.body).map((text) => ({ response, text })),
      );
      expectNone(problems);
      return [`${errors.length} errors`];
    },
  },
  {
    id: 'responses.json',
    title: 'every response has a JSON content type',
    certainty: 'documented',
    run: async ({ client }) => {
      const others = client.responses.filter(
        (each) => !each.contentType.includes('json') && !isUpgrade(each),
      );
      expectNone(
        others.map((response) => ({ response, text: `content type "${response.contentType}"` })),
      );
      return [];
    },
  },
];
