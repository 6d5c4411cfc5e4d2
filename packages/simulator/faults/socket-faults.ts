import { z } from 'zod';
import { type FaultDefinition, parameters } from './definition';

const POLLING_TRUE = 'Every WebSocket of the partner. Polling and webhooks stay true.';

export const SOCKET_FAULTS = {
  socket_refused: {
    area: 'socket',
    title: 'WebSocket refused',
    does: 'Answers the upgrade with an HTTP error.',
    blastRadius: `${POLLING_TRUE} Sockets that are open stay open.`,
    parameters: parameters({
      code: z
        .enum(['upstream_unavailable', 'db_error', 'forbidden_origin', 'rate_limit_exceeded'])
        .default('upstream_unavailable'),
    }),
  },
  socket_dropped: {
    area: 'socket',
    title: 'WebSocket dropped',
    does: 'Breaks the connection when there is something to tell, in place of telling it.',
    blastRadius: POLLING_TRUE,
    parameters: parameters({}),
  },
  socket_silent: {
    area: 'socket',
    title: 'WebSocket silent',
    does: 'Keeps the connection open and says nothing.',
    blastRadius: POLLING_TRUE,
    parameters: parameters({}),
  },
  socket_repeating: {
    area: 'socket',
    title: 'WebSocket repeats itself',
    does: 'Sends each message several times.',
    blastRadius: `${POLLING_TRUE} A listener that is idempotent sees no difference.`,
    parameters: parameters({ copies: z.number().int().min(2).max(50).default(3) }),
  },
} as const satisfies Record<string, FaultDefinition>;
