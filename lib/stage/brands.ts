import type { Brand } from '../brand';

type StageBrand = Pick<Brand, 'name' | 'tagline' | 'supportEmail'> & { accent: string };

/** Brands that the stage can show the app in, by key. */
export const stageBrands = {
  harbor: {
    name: 'Harbor Wallet',
    tagline: 'Crypto for everyone on board',
    supportEmail: 'help@harbor.example',
    accent: '#ffcc00',
  },
  fjord: {
    name: 'Fjord Bank',
    tagline: 'Your card, your coins',
    supportEmail: 'support@fjord.example',
    accent: '#0b7a5c',
  },
} as const satisfies Record<string, StageBrand>;

/** The brand of lib/brand.ts and the environment. */
export const CONFIGURED = 'configured';
export type BrandKey = keyof typeof stageBrands | typeof CONFIGURED;
export const brandKeys = [CONFIGURED, ...Object.keys(stageBrands)] as BrandKey[];
