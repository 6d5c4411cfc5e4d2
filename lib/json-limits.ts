/** More than anything here needs. Thousands of levels are JSON, too, and exhaust the stack. */
const MAX_LEVELS = 32;

export function isTooDeep(json: unknown, levels = MAX_LEVELS): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return levels === 0 || Object.values(json).some((value) => isTooDeep(value, levels - 1));
}

/**
 * Whether Postgres can store every text in a JSON value. Zero bytes and halves of characters are
 * valid in JavaScript and JSON, and neither text nor JSON to Postgres.
 */
export function isStorable(json: unknown): boolean {
  // JSON.stringify writes exactly those as escapes; an even number of backslashes is itself escaped.
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(json) ?? '');
}
