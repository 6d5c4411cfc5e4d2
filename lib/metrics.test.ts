import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { metrics } from './metrics';
import { causeOf, causesToFix } from './ops/calls/causes';

const read = (name: string) => readFileSync(`ops/${name}`, 'utf8');

test.each(['alerts.yml', 'grafana-dashboard.json'])(
  '%s uses metrics and labels that the app has',
  async (name) => {
    const known = await metrics().registry.getMetricsAsJSON();
    const used = [...read(name).matchAll(/proof_ramp_\w+/g)].map(([metric]) =>
      metric.replace(/_(bucket|count|sum)$/, ''),
    );
    expect(used.length).toBeGreaterThan(5);
    expect(known.map((metric) => metric.name)).toEqual(expect.arrayContaining(used));
  },
);

test('the dashboard has a panel for every metric', async () => {
  const dashboard = read('grafana-dashboard.json');
  for (const { name } of await metrics().registry.getMetricsAsJSON())
    if (name.startsWith('proof_ramp_')) expect(dashboard).toContain(name);
});

const refusals = [
  { httpStatus: 400, error: 'wallet_not_supported', code: null },
  { httpStatus: 400, error: 'invalid_request', code: 'currency_not_allowed' },
  { httpStatus: 401, error: 'unauthorized', code: null },
  { httpStatus: 403, error: 'offramp_disabled', code: null },
  { httpStatus: 403, error: 'forbidden', code: null },
];

test('the alert about refusals names every cause that a person has to fix', () => {
  expect(causesToFix).toHaveLength(refusals.length);
  for (const refusal of refusals) {
    const { title, toFix } = causeOf(refusal);
    expect(toFix).toBe(true);
    expect(read('alerts.yml')).toMatch(new RegExp(`cause=~"[^"]*${title}[^"]*"`));
  }
});
