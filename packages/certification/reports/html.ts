import type { Certificate } from '../certificate';
import type { Outcome, Result } from '../checks/check';
import { conclusionOf, formatCounts } from './terminal';
import { escapeXml } from './xml';

/** By word and sign, never by colour alone. */
const OUTCOMES: Record<Outcome, string> = {
  passed: '✓ passed',
  failed: '✗ failed',
  not_applicable: '– not applicable',
};

const GROUPS: Record<string, string> = {
  mint: 'Creating orders',
  session: 'What the browser gets',
  webhook: 'Webhooks',
  status: 'Following transactions',
  check: 'A provider that fails',
  credit: 'What is credited',
  restart: 'Restarts',
  calls: 'All requests',
};

const STYLE = `
:root { color-scheme: light dark; --line: #d0d7de; --dim: #57606a; --ok: #1a7f37; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --dim: #9198a1; --ok: #4ac26b; --bad: #ff8a80; }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 2rem 1rem; overflow-wrap: anywhere; }
h1 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
article { border-top: 1px solid var(--line); padding: .75rem 0; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; }
.dim, code { color: var(--dim); font-size: .875rem; }
.passed { color: var(--ok); }
.failed { color: var(--bad); }
.outcome { font-weight: 600; }
summary { cursor: pointer; }
details li { font: .8125rem/1.5 ui-monospace, monospace; }
`;

function article(result: Result): string {
  const { id, title, grade, section, explanation, outcome, message, evidence } = result;
  const items = evidence.map((text) => `<li>${escapeXml(text)}</li>`).join('');
  const details = `<details${outcome === 'failed' ? ' open' : ''}><summary>Evidence</summary><ul>${items}</ul></details>`;
  return [
    `<article id="${escapeXml(id)}">`,
    `<h3>${escapeXml(title)}</h3>`,
    `<p><span class="outcome ${outcome}">${OUTCOMES[outcome]}</span> <code>${escapeXml(id)}</code> <span class="dim">${grade}, contract: ${escapeXml(section)}</span></p>`,
    message === '' ? '' : `<p>${escapeXml(message)}</p>`,
    `<p class="dim">${escapeXml(explanation)}</p>`,
    evidence.length > 0 ? details : '',
    '</article>',
  ].join('\n');
}

function section(group: string, results: Result[]): string {
  const articles = results.filter(({ id }) => id.startsWith(`${group}.`)).map(article);
  if (articles.length === 0) return '';
  const title = GROUPS[group] ?? group;
  return `<section aria-label="${title}">\n<h2>${title}</h2>\n${articles.join('\n')}\n</section>`;
}

/** One page without any other file. */
export function toHtml(certificate: Certificate): string {
  const { name, startedAt, results } = certificate;
  const groups = [...new Set(results.map(({ id }) => id.split('.')[0] ?? ''))];
  const failed = results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id, title, grade }) => {
      const link = `<a href="#${escapeXml(id)}">${escapeXml(title)}</a>`;
      return `<li>${link} <span class="dim">${grade}</span></li>`;
    });
  const failures =
    failed.length === 0
      ? ''
      : `<nav aria-labelledby="failures"><h2 id="failures">Failures</h2><ul>${failed.join('')}</ul></nav>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(name)}: Proof certificate</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeXml(name)}</h1>
<p>${escapeXml(conclusionOf(certificate))}</p>
<p>${formatCounts(certificate)}, on <time datetime="${startedAt}">${startedAt.slice(0, 16).replace('T', ' ')} UTC</time>.</p>
${failures}
${groups.map((group) => section(group, results)).join('\n')}
<footer class="dim"><p>proof-certify observed this from outside. Proof did not issue this certificate.</p></footer>
</main>
</body>
</html>
`;
}
