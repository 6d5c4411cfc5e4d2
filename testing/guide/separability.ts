import type { Suite } from '../../tools/suites/suite';
import { Copy } from './copy';
import { blocksOf, headingsBelow } from './page';

/** Deletes what the page says can be deleted, group by group, and checks what is left. */
export const separability: Suite = {
  label: 'What can be deleted',
  run: async () => {
    const copy = await Copy.create('separability', { npm_config_prefer_offline: 'true' });
    const groups = headingsBelow("Delete what you don't need");
    const deleteGroups = async (part: string[]) => {
      for (const group of part) await copy.apply(blocksOf(group));
    };
    // The page advises to keep the simulator, so most partners stop before it.
    const simulator = groups.indexOf('The simulator');
    await deleteGroups(groups.slice(0, simulator));
    const most = await copy.check([
      'npm run lint',
      'npm run typecheck',
      'npm run test:unit -- components lib',
    ]);
    await deleteGroups(groups.slice(simulator));
    const all = await copy.check([
      'npm run lint',
      'npm run typecheck',
      'npm run test:unit',
      'npm run build',
    ]);
    return {
      passed: most.passed + all.passed,
      failed: most.failed + all.failed,
      output: most.output + all.output,
    };
  },
};
