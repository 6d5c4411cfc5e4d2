import { z } from 'zod';
import { type FaultDefinition, parameters } from './definition';

const ALL_SOCKETS = 'Every WebSocket of the partner. Polling and webhooks stay correct.';

export const SOCKET_FAULTS = {
  socket_refused: {
    area: 'socket',
    title: 'WebSocket refused',
    does: 'Responds to the upgrade with an HTTP error.',
    blastRadius: `${ALL_SOCKETS} Open sockets stay open.`,
    parameters: parameters({
      code: z
        .enum(['upstream_unavailable', 'db_error', 'forbidden_origin', 'rate_limit_exceeded'])
        .default('upstream_unavailable'),
    }),
  },
  socket_dropped: {
    area: 'socket',
    title: 'WebSocket dropped',
    does: 'Closes the connection instead of sending a message.',
    blastRadius: ALL_SOCKETS,
    parameters: parameters({}),
  },
  socket_silent: {
    area: 'socket',
    title: 'WebSocket silent',
    does: 'Keeps the connection open and sends nothing.',
    blastRadius: ALL_SOCKETS,
    parameters: parameters({}),
  },
  socket_repeating: {
    area: 'socket',
    title: 'WebSocket messages duplicated',
    does: 'Sends each message several times.',
    blastRadius: `${ALL_SOCKETS} An idempotent client sees no difference.`,
    parameters: parameters({
      copies: z.number().int().min(2).max(50).default(3).describe('How often each is sent.'),
    }),
  },
} as const satisfies Record<string, FaultDefinition>;
