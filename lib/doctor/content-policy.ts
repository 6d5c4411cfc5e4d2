/** What the widget needs from a Content-Security-Policy. */
type Needs = { script: string; frames: readonly string[] };

type Directive = { name: string; sources: string[] };

/**
 * What the policies do not allow, in words. A response can have several, comma-separated: a proxy may
 * add one, and then all of them apply.
 */
export function blockedByPolicy(header: string, { script, frames }: Needs): string[] {
  return header.split(',').flatMap((policy) => {
    const directives = parsePolicy(policy);
    const scripts = sourcesFor(directives, ['script-src-elem', 'script-src', 'default-src']);
    const framed = sourcesFor(directives, ['frame-src', 'child-src', 'default-src']);
    return [
      // With strict-dynamic, browsers ignore hosts, and scripts with a nonce load others.
      ...(scripts?.sources.includes("'strict-dynamic'") ? [] : missing(scripts, [script])),
      ...missing(framed, frames),
    ];
  });
}

function parsePolicy(policy: string): Directive[] {
  return policy.split(';').flatMap((text) => {
    const [name, ...sources] = text.trim().split(/\s+/);
    return name ? [{ name: name.toLowerCase(), sources }] : [];
  });
}

/** The first of the directives that the policy has: the later ones are fallbacks. */
function sourcesFor(directives: Directive[], names: string[]): Directive | undefined {
  return names.flatMap((name) => directives.find((directive) => directive.name === name) ?? [])[0];
}

function missing(directive: Directive | undefined, origins: readonly string[]): string[] {
  if (!directive) return [];
  return origins
    .filter((origin) => !directive.sources.some((source) => allows(source, origin)))
    .map((origin) => `${directive.name} does not allow ${origin}`);
}

function allows(source: string, origin: string): boolean {
  const { protocol, host } = new URL(origin);
  if (source === '*' || source === protocol) return true;
  const [, scheme, wanted = ''] = /^(?:(\w+:)\/\/)?([^/]+)/.exec(source) ?? [];
  if (scheme && scheme !== protocol) return false;
  return wanted.startsWith('*.') ? host.endsWith(wanted.slice(1)) : host === wanted;
}
