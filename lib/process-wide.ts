/**
 * Creates a value once per process. Next.js builds instrumentation and route handlers into separate
 * module graphs, so a module-level variable would exist twice: two pools, two listeners. Classes
 * exist twice, too, so `instanceof` does not recognise errors thrown by a shared value.
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
