import { Window } from 'happy-dom';
import { afterAll, expect, test } from 'vitest';
import { createCertificate, verdictOf } from '../certificate';
import { ALL_CHECKS } from '../checks/all';
import { type Outcome, type Result, resultOf } from '../checks/check';
import { toBadge } from './badge';
import { toHtml } from './html';
import { toJunit } from './junit';
import { formatResult, formatSummary } from './terminal';

const window = new Window();
afterAll(() => window.close());

const HOSTILE = `<script>alert("&'")</script> ]]> \u0000\u001b[31m`;

const idsOfGrade = (grade: string) =>
  ALL_CHECKS.filter((check) => check.grade === grade).map(({ id }) => id);
const [firstMust = ''] = idsOfGrade('must');
const [firstShould = ''] = idsOfGrade('should');

/** Every check passed, except those that are named. */
function resultsWith(outcomes: Record<string, Outcome>): Result[] {
  return ALL_CHECKS.map((check) => {
    const outcome = outcomes[check.id] ?? 'passed';
    const result = resultOf(check, outcome, outcome === 'passed' ? '' : HOSTILE);
    return { ...result, evidence: [HOSTILE] };
  });
}

const webhook = { url: 'http://localhost/hook' };

const certificateWith = (outcomes: Record<string, Outcome>) =>
  createCertificate({ name: HOSTILE, sell: true, webhook }, new Date(0), resultsWith(outcomes));

function parse(text: string, type: 'application/xml' | 'image/svg+xml' | 'text/html') {
  const document = new window.DOMParser().parseFromString(text, type);
  expect(document.querySelector('parsererror')).toBe(null);
  return document;
}

test('the parser of these tests notices XML that is not well-formed', () => {
  const parsed = new window.DOMParser().parseFromString('<a><b></a>', 'application/xml');
  expect(parsed.querySelector('parsererror')).not.toBe(null);
});

test.each<[string, Record<string, Outcome>, string]>([
  ['a backend that passes everything', {}, 'certified'],
  ['a failed should-check', { [firstShould]: 'failed' }, 'certified'],
  ['a should-check that is not applicable', { [firstShould]: 'not_applicable' }, 'certified'],
  ['a must-check that is not applicable', { [firstMust]: 'not_applicable' }, 'incomplete'],
  ['a failed must-check', { [firstMust]: 'failed' }, 'failed'],
])('the verdict about %s', (_, outcomes, verdict) => {
  expect(verdictOf(resultsWith(outcomes))).toBe(verdict);
});

test('the JUnit report is well-formed and has a test case for every check', () => {
  const outcomes: Record<string, Outcome> = { [firstMust]: 'failed', [firstShould]: 'failed' };
  const document = parse(toJunit(certificateWith(outcomes)), 'application/xml');
  expect(document.querySelectorAll('testcase').length).toBe(ALL_CHECKS.length);
  const suite = document.querySelector('testsuite');
  expect(suite?.getAttribute('tests')).toBe(String(ALL_CHECKS.length));
  expect(suite?.getAttribute('failures')).toBe('1');
  expect(suite?.getAttribute('skipped')).toBe('1');
  expect(document.querySelectorAll('failure').length).toBe(1);
  expect(document.querySelectorAll('skipped').length).toBe(1);
});

test('the HTML report names every check, and nothing in it runs or loads', () => {
  const document = parse(toHtml(certificateWith({ [firstMust]: 'failed' })), 'text/html');
  for (const { id, title } of ALL_CHECKS)
    expect(document.getElementById(id)?.querySelector('h3')?.textContent).toBe(title);
  expect(document.querySelectorAll('script, link, img, iframe').length).toBe(0);
  const links = [...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href'));
  expect(links).toEqual([`#${firstMust}`]);
});

test('the HTML report has a language, a title, a main part and headings in order', () => {
  const document = parse(toHtml(certificateWith({})), 'text/html');
  expect(document.documentElement.getAttribute('lang')).toBe('en');
  expect(document.title).toContain('Proof certificate');
  expect(document.querySelectorAll('main, h1').length).toBe(2);
  const levels = [...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) =>
    Number(tagName[1]),
  );
  for (const [index, level] of levels.entries())
    expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
});

test('a certificate without webhooks says that they were not judged, and can still be certified', () => {
  const outcomes = { 'webhook.fast': 'not_applicable' } as const;
  const adapter = { name: 'Ours', sell: true, webhook: undefined };
  const certificate = createCertificate(adapter, new Date(0), resultsWith(outcomes));
  expect(certificate.verdict).toBe('certified');
  const sentence = 'Webhooks were not judged, because the file describes no webhook.';
  expect(formatSummary(certificate)).toContain(sentence);
  expect(toHtml(certificate)).toContain(sentence);
  expect(formatSummary(certificateWith({}))).not.toContain(sentence);
});

test('the badge is well-formed and says the verdict as text', () => {
  const svg = parse(toBadge(certificateWith({ [firstMust]: 'failed' })), 'image/svg+xml');
  expect(svg.documentElement.getAttribute('aria-label')).toBe('Proof On/Off Ramp: failed');
});

test('the terminal repeats every failure, and the evidence of it', () => {
  const certificate = certificateWith({ [firstMust]: 'failed' });
  expect(formatSummary(certificate)).toContain(`${firstMust} (must)`);
  expect(formatSummary(certificate)).toContain(`${ALL_CHECKS.length - 1} passed, 1 failed`);
  const [failed, passed] = certificate.results;
  expect(failed && formatResult(failed)).toMatch(/^FAIL [^\n]+\n[\s\S]*contract: /);
  expect(passed && formatResult(passed)).toMatch(/^ok {3}[^\n]+$/);
});
