import { z } from 'zod';
import { HintOutcome } from '../../generated/prisma/enums';
import { listSchema } from '../schema';

export const deliveryFilterSchema = listSchema.extend({
  outcome: z.enum(HintOutcome).optional(),
});
export type DeliveryFilter = z.infer<typeof deliveryFilterSchema>;
