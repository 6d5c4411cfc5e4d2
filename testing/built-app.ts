import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What the build serves, from its own manifests, so that nothing new can be forgotten. */

const routesSchema = z.record(z.string(), z.string());

/** The paths of all pages and route handlers, with their parameters as `[name]`. */
export function builtRoutes(): string[] {
  return Object.values(routesSchema.parse(readJson('app-path-routes-manifest.json')));
}

const actionsSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

export type BuiltAction = {
  id: string;
  name: string;
  /** The pages that have it, such as `app/(customer)/buy/page`. */
  pages: string[];
};

/** All server actions. */
export function builtActions(): BuiltAction[] {
  const { node } = actionsSchema.parse(readJson('server/server-reference-manifest.json'));
  return Object.entries(node).map(([id, { exportedName, workers }]) => ({
    ...{ id, name: exportedName, pages: Object.keys(workers) },
  }));
}

export function builtAction(name: string): BuiltAction {
  const found = builtActions().find((action) => action.name === name);
  if (!found) throw new Error(`The build has no action ${name}.`);
  return found;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(`.next/${file}`, 'utf8'));
}
