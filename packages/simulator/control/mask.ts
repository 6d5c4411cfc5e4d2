import { z } from 'zod';

/** The fields whose values stay as they are. They say nothing about a person and open nothing. */
const KEPT = new Set(
  [
    'merchant_transaction_id type status event error code',
    'currency currencies network networks amount crypto_amount fiat_currency fiat_currencies fiat_amount',
    'fix_currency fix_network fix_amount fix_fiat_currency fix_fiat_amount',
    'init_token_type payment_method lang theme created_at updated_at occurred_at',
  ].flatMap((names) => names.split(' ')),
);
/** A kept value that is no word, number or time is masked, too. */
const PLAIN = /^[\w.:+-]{0,64}$/;
const FIELD_NAME = /^\w{1,60}$/;

const objectSchema = z.record(z.string(), z.unknown());

/** Replaces values by pseudonyms. Equal values of a field have equal pseudonyms. */
export class Mask {
  readonly #pseudonyms = new Map<string, Map<string, string>>();

  /** @returns such as "user_email-1" */
  pseudonym(field: string, value: string): string {
    const known = this.#pseudonyms.get(field) ?? new Map<string, string>();
    this.#pseudonyms.set(field, known);
    const pseudonym = known.get(value) ?? `${field}-${known.size + 1}`;
    known.set(value, pseudonym);
    return pseudonym;
  }

  /** Masks what JSON contains, at any depth. @param field the name of the field with the value */
  value(value: unknown, field: string): unknown {
    if (Array.isArray(value)) return value.map((item) => this.value(item, field));
    const object = objectSchema.safeParse(value).data;
    if (object) {
      const entries = Object.entries(object).map(([name, part]) => {
        const known = FIELD_NAME.test(name) ? name : this.pseudonym('field', name);
        return [known, this.value(part, known)];
      });
      return Object.fromEntries(entries);
    }
    if (typeof value !== 'string' && typeof value !== 'number') return value;
    if (KEPT.has(field) && PLAIN.test(String(value))) return value;
    return this.pseudonym(field, String(value));
  }

  /** Masks the text of a body. What is not JSON is left out. */
  body(text: string): unknown {
    if (text === '') return null;
    try {
      return this.value(JSON.parse(text), 'body');
    } catch {
      return `${text.length} characters that are not JSON`;
    }
  }
}
