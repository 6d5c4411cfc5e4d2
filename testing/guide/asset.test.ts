import { expect, test } from 'vitest';
import { changedModule } from './changed-module';

test('the recipe for an asset only changes lib/assets.ts', async () => {
  const { parseAsset } = await import(changedModule('Add an asset', 'lib/assets.ts'));
  expect(parseAsset('SOLANA:SOL')).toEqual({
    id: 'SOLANA:SOL',
    network: 'SOLANA',
    networkName: 'Solana',
    currency: 'SOL',
    decimals: 9,
  });
});
