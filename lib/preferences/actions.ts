'use server';
import { defineAction } from '../define-action';
import { savePreferences } from './cookies';
import { preferencesSchema } from './schema';

/** Next.js renders the page again with the new cookies and returns it with the response. */
export const savePreferencesAction = defineAction({
  name: 'save preferences',
  input: preferencesSchema,
  run: (preferences) => savePreferences(preferences),
});
