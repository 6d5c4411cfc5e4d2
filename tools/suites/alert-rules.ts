import { runToEnd } from '../process/run-to-end';
import { findPromtool } from '../prometheus/promtool';
import type { Suite } from './suite';

/** Checks ops/alerts.yml with Prometheus's own tool. Only CI must have it. */
export const alertRules: Suite = {
  label: 'Alert rules',
  run: async () => {
    const promtool = await findPromtool();
    if (!promtool)
      return {
        ...{ passed: 0, failed: process.env.CI ? 1 : 0 },
        output: 'promtool was not found. Install Prometheus to check the alert rules.',
      };
    const results = [
      await runToEnd(promtool, ['check', 'rules', 'ops/alerts.yml']),
      await runToEnd(promtool, ['test', 'rules', 'ops/alerts.test.yml']),
    ];
    const failed = results.filter(({ code }) => code !== 0);
    return {
      passed: results.length - failed.length,
      failed: failed.length,
      output: failed.map(({ output }) => output).join('\n'),
    };
  },
};
