import { z } from 'zod';

/** Every time zone that the server can format times in. */
export const timeZones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** What a browser was set to. What is absent follows the system. */
export const preferencesSchema = z.object({
  theme: z.enum(['light', 'dark']).optional(),
  timeZone: z
    .string()
    .refine((name) => timeZones.includes(name), 'Choose a time zone from the list.')
    .optional(),
});

export type Preferences = z.infer<typeof preferencesSchema>;
