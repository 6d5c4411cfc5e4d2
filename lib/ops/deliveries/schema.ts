import { z } from 'zod';
import { HintOutcome } from '../../generated/prisma/enums';
import { readSearchParams, type SearchParams } from '../../search-params';
import { listSchema } from '../schema';

const deliveryListSchema = listSchema.extend({ outcome: z.enum(HintOutcome).optional() });

export function readDeliveryQuery(params: SearchParams) {
  const { query, unreadable } = readSearchParams(deliveryListSchema, params);
  const { after, before, ...filter } = query;
  return { filter, position: { after, before }, unreadable };
}

export type DeliveryFilter = ReturnType<typeof readDeliveryQuery>['filter'];
