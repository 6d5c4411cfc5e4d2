type Place = PropertyKey[];

const key = (place: Place) => JSON.stringify(place.map(String));

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

type Container = { isArray: boolean; place: Place; index: number; name: string | null };

/**
 * Maps each place in a JSON text to its line, so that a mistake can be found. The text must be valid
 * JSON.
 */
export class SourceLines {
  readonly #lines = new Map<string, number>();

  constructor(text: string) {
    const open: Container[] = [];
    let line = 1;
    let end = 0;
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      line += text.slice(end, index).split('\n').length - 1;
      end = index + token.length;
      this.#read(token, line, open);
    }
  }

  /** The line of the value, or of the innermost part that contains its place. */
  of(place: Place): number {
    const line = this.#lines.get(key(place));
    if (line !== undefined) return line;
    return place.length === 0 ? 1 : this.of(place.slice(0, -1));
  }

  #read(token: string, line: number, open: Container[]): void {
    const parent = open.at(-1);
    if (token === '}' || token === ']') {
      open.pop();
      return;
    }
    if (token === ':') return;
    if (token === ',') {
      if (parent) Object.assign(parent, { index: parent.index + 1, name: null });
      return;
    }
    if (parent && !parent.isArray && parent.name === null) {
      parent.name = String(JSON.parse(token));
      return;
    }
    const place = parent
      ? [...parent.place, parent.isArray ? parent.index : (parent.name ?? '')]
      : [];
    this.#lines.set(key(place), line);
    if (token === '{' || token === '[')
      open.push({ isArray: token === '[', place, index: 0, name: null });
  }
}
