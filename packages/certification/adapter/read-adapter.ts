import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CouldNotRunError } from '../errors';
import example from '../examples/partner.json' with { type: 'json' };
import { parseJson, valueAt } from '../json';
import { type Adapter, adapterSchema } from './schema';
import { SourceLines } from './source-lines';

/** @throws CouldNotRunError that names the place of every mistake, with an example */
export async function readAdapter(file: string): Promise<Adapter> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CouldNotRunError(`${file} could not be read: ${error.message}.`);
  });
  const value = parseJson(text);
  if (value === undefined) throw new CouldNotRunError(`${file}: ${syntaxMistake(text)}`);
  const parsed = adapterSchema.safeParse(value);
  if (parsed.success) return { ...parsed.data, folder: path.dirname(path.resolve(file)) };
  const lines = new SourceLines(text);
  const mistakes = parsed.error.issues.flatMap((issue) =>
    placesOf(issue).map((place) => {
      const name = place.map(String).join('.') || 'the file';
      return `${file}:${lines.of(place)}: ${name}: ${describe(issue)}${exampleOf(place)}`;
    }),
  );
  throw new CouldNotRunError(mistakes.join('\n'));
}

type Issue =
  ReturnType<typeof adapterSchema.safeParse> extends infer R
    ? R extends { error: { issues: (infer I)[] } }
      ? I
      : never
    : never;

/** An unknown key is reported at the key, not at the object that contains it. */
function placesOf(issue: Issue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((name) => [...issue.path, name])
    : [issue.path];
}

function describe(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') return 'is not a known setting';
  return issue.message.endsWith('received undefined') ? 'is required' : issue.message;
}

function exampleOf(place: PropertyKey[]): string {
  const value = valueAt(example, place.map(String).join('.'));
  return value === undefined
    ? ''
    : `\n    example: ${JSON.stringify({ [String(place.at(-1))]: value }).slice(1, -1)}`;
}

/** V8 names the position, in some versions as line and column. */
function syntaxMistake(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const line = text.slice(0, Number(position ?? text.length)).split('\n').length;
    return `line ${line}: is not JSON: ${message}`;
  }
  return 'is not JSON';
}
