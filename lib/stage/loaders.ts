import 'server-only';
import { getBrand } from '../current-brand';
import { demoUsers } from '../demo-users';
import { type BrandKey, brandKeys, CONFIGURED, stageBrands } from './brands';
import { loadStageBrand } from './cookies';
import { requireControlRoom } from './simulator';

/** What the stage offers. Not found outside demo mode. */
export async function loadStage() {
  const controlRoom = requireControlRoom();
  const brand: BrandKey = (await loadStageBrand())?.key ?? CONFIGURED;
  return {
    controlRoomUrl: controlRoom,
    customers: demoUsers.filter(({ role }) => role === 'customer'),
    brands: brandKeys.map((key) => ({ key, name: nameOf(key) })),
    brand,
  };
}

function nameOf(key: BrandKey): string {
  return key === CONFIGURED ? getBrand().name : stageBrands[key].name;
}

export type StageOptions = Awaited<ReturnType<typeof loadStage>>;
export type CustomerKey = StageOptions['customers'][number]['key'];
