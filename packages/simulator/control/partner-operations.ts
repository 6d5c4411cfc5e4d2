import type { z } from 'zod';
import { builtInAssets } from '../provider/assets';
import { requireScenario, stepsOf } from '../scenarios/compose';
import type { Simulator } from '../simulator';
import type { Operations, OperationTable } from './operation';
import { orderFormUrl, requirePartnerUrl } from './partner-app';
import { orderRequestSchema } from './request-schemas';
import { partnerAppResponseSchema, preparedOrderResponseSchema } from './response-schemas';
import { userName } from './user-names';
import { setNextScenario } from './user-operations';

function prepareOrder(simulator: Simulator, request: z.infer<typeof orderRequestSchema>) {
  const { partner_user_id: userId, scenario, ...order } = request;
  const partnerUrl = requirePartnerUrl(simulator.config);
  if (scenario !== null) {
    requireScenario(scenario);
    // Throws when the scenario does not suit the type.
    stepsOf(scenario, order.type);
  }
  setNextScenario(simulator, userId, scenario);
  const signInAs = userName(simulator, userId) ?? userId;
  return { url: orderFormUrl(partnerUrl, order), signInAs };
}

export const PARTNER_OPERATIONS = {
  getPartnerApp: {
    method: 'get',
    path: '/partner-app',
    summary:
      'Get the partner app’s URL, if it is known, whether a reset can include it, and the assets that its order form may offer',
    response: partnerAppResponseSchema,
  },
  prepareOrder: {
    method: 'post',
    path: '/orders',
    summary:
      'Prepare a user’s next order: set the scenario of their next session, and get the URL of the partner app’s order form, filled in',
    body: orderRequestSchema,
    response: preparedOrderResponseSchema,
  },
} as const satisfies OperationTable;

export function partnerOperations(operations: Operations, simulator: Simulator): void {
  operations.handle(PARTNER_OPERATIONS, {
    getPartnerApp: (c) => {
      const { partnerUrl, partnerResetUrl, assets } = simulator.config;
      return c.json({
        url: partnerUrl,
        resettable: partnerResetUrl !== null,
        assets: assets.length > 0 ? assets : builtInAssets(),
      });
    },
    prepareOrder: (c, { body }) => c.json(prepareOrder(simulator, body)),
  });
}
