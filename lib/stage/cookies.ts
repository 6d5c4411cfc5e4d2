import 'server-only';
import { cookies } from 'next/headers';
import { env } from '../env';
import { type BrandKey, brandKeys, CONFIGURED, stageBrands } from './brands';

const NAME = 'stage_brand';

/** The brand that was chosen on the stage in this browser. Always null outside demo mode. */
export async function loadStageBrand() {
  if (!env().DEMO_MODE) return null;
  const chosen = (await cookies()).get(NAME)?.value;
  const key = brandKeys.find((known) => known === chosen) ?? CONFIGURED;
  return key === CONFIGURED ? null : { key, ...stageBrands[key] };
}

export async function saveStageBrand(key: BrandKey): Promise<void> {
  const store = await cookies();
  if (key === CONFIGURED) store.delete(NAME);
  else store.set(NAME, key, { httpOnly: true, sameSite: 'lax' });
}
