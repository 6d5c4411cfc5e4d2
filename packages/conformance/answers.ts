import { type Exchange, summaryOf } from './exchange';
import { NotChecked } from './verdict';

export function isSuccess({ status }: Exchange): boolean {
  return status >= 200 && status < 300;
}

/** A field that the rule builds on; that it is there at all is another rule's matter. */
export function textOf(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new NotChecked(`${name} is missing`);
}

/** The fields of a successful answer, for rules about single fields. */
export function fieldsOf(exchange: Exchange): Record<string, unknown> {
  if (isSuccess(exchange) && exchange.body) return exchange.body;
  throw new NotChecked(`${exchange.request} answered ${summaryOf(exchange)}`);
}
