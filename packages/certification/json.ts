export type Fields = Record<string, unknown>;

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns `null` unless the text is a JSON object. */
export function readObject(text: string): Fields | null {
  const value = parseJson(text);
  return isObject(value) ? value : null;
}

/** Follows a path such as `order.id` or `items.0.id`. `$` is the whole value. */
export function valueAt(value: unknown, path: string): unknown {
  const names = path.replace(/^\$\.?/, '').split('.');
  return names
    .filter((name) => name !== '')
    .reduce<unknown>(
      (parent, name) =>
        (isObject(parent) || Array.isArray(parent)) && Object.hasOwn(parent, name)
          ? Reflect.get(parent, name)
          : undefined,
      value,
    );
}
