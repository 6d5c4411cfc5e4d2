import type { Suite } from '../../tools/suites/suite';
import { Copy } from './copy';
import { blocksOf, headingsBelow } from './page';

/** Deletes what the page says can be deleted, group by group, and checks what is left. */
export const separability: Suite = {
  label: 'What can be deleted',
  run: async () => {
    const copy = await Copy.create('separability', { npm_config_prefer_offline: 'true' });
    for (const group of headingsBelow("Delete what you don't need"))
      await copy.apply(blocksOf(group));
    copy.keepPackages();
    return copy.check(['npm run lint', 'npm run typecheck', 'npm run test:unit', 'npm run build']);
  },
};
