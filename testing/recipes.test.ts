import { expect, test } from 'vitest';
import { writeRecipe } from './recipe';

test('the recipe for an asset only changes lib/assets.ts', async () => {
  const { parseAsset } = await import(writeRecipe('lib/assets.ts'));
  expect(parseAsset('SOLANA:SOL')).toEqual({
    id: 'SOLANA:SOL',
    network: 'SOLANA',
    networkName: 'Solana',
    currency: 'SOL',
    decimals: 9,
  });
});
