import { errorSchema, problemsWith } from '../contract';
import type { Exchange } from '../exchange';
import type { Rule } from '../rule';
import { Broken } from '../verdict';

function tellAll(problems: { exchange: Exchange; text: string }[]): void {
  const [first] = problems;
  if (!first) return;
  const more = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
  throw new Broken(`${first.exchange.request}: ${first.text}${more}`, first.exchange);
}

/** What holds for every answer that all the other rules got, so these come last. */
export const answerRules: Rule[] = [
  {
    id: 'answers.request-id',
    title: 'every answer carries X-Request-Id',
    source: 'doc',
    run: async ({ client }) => {
      const without = client.exchanges.filter(({ requestId }) => !requestId);
      tellAll(without.map((exchange) => ({ exchange, text: 'no X-Request-Id' })));
      return [`on ${client.exchanges.length} answers`];
    },
  },
  {
    id: 'answers.request-id-unique',
    title: 'no two answers carry the same X-Request-Id',
    source: 'inf',
    run: async ({ client }) => {
      const ids = client.exchanges.flatMap(({ requestId }) => requestId ?? []);
      if (new Set(ids).size < ids.length) throw new Broken('ids repeat');
      return [];
    },
  },
  {
    id: 'answers.error-body',
    title: 'every error is a JSON object with error, code and message',
    source: 'doc',
    run: async ({ client }) => {
      const errors = client.exchanges.filter(
        ({ status, request }) => status >= 400 && !request.endsWith('(upgrade)'),
      );
      tellAll(
        errors.flatMap((exchange) =>
          problemsWith(errorSchema, exchange.body).map((text) => ({ exchange, text })),
        ),
      );
      return [`on ${errors.length} errors`];
    },
  },
  {
    id: 'answers.json',
    title: 'every answer says that it is JSON',
    source: 'doc',
    run: async ({ client }) => {
      const others = client.exchanges.filter(
        ({ contentType, request }) =>
          !contentType.includes('json') && !request.endsWith('(upgrade)'),
      );
      tellAll(others.map((exchange) => ({ exchange, text: `"${exchange.contentType}"` })));
      return [];
    },
  },
];
