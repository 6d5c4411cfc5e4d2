import type { z } from 'zod';
import { filterSchema } from '../../history/schema';
import { listSchema } from '../schema';

export const orderFilterSchema = listSchema.extend(
  filterSchema.pick({ type: true, status: true, asset: true }).shape,
);
export type OrderFilter = z.infer<typeof orderFilterSchema>;
