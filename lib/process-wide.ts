/**
 * Creates a value once per process. A module-level variable would exist twice, because Next.js
 * bundles instrumentation and route handlers separately. So do classes: `instanceof` does not
 * recognise errors thrown by a shared value.
 */
export function processWide<Value>(name: string, create: () => Value): Value {
  const key = Symbol.for(`proof-partner-app.${name}`);
  const holder = globalThis as unknown as Record<symbol, Value | undefined>;
  const existing = holder[key];
  if (existing !== undefined) return existing;
  const created = create();
  holder[key] = created;
  return created;
}
