import { z } from 'zod';
import { delayMs, type FaultDefinition, parameters } from './definition';

const NEW_SESSIONS = 'Sessions created while it is on. Earlier ones keep working.';

export const BROWSER_FAULTS = {
  widget_script_missing: {
    area: 'widget',
    title: 'Widget script missing',
    does: 'Returns 404 for widget.2.0.js.',
    blastRadius: 'Every page that loads the script. Open widgets keep working.',
    parameters: parameters({}),
  },
  widget_script_slow: {
    area: 'widget',
    title: 'Widget script slow',
    does: 'Delays widget.2.0.js.',
    blastRadius: 'Every page that loads the script.',
    parameters: parameters({ delayMs: delayMs.default(5_000) }),
  },
  widget_script_blocked: {
    area: 'widget',
    title: 'Widget script blocked',
    does: 'Closes the connection without a response, as an ad blocker or a firewall would.',
    blastRadius: 'Every page that loads the script.',
    parameters: parameters({}),
  },
  widget_frame_refused: {
    area: 'widget',
    title: 'Widget frame refuses to load',
    does: 'Forbids framing of its pages: onLoad fires, onReady never does.',
    blastRadius: 'Every widget opened or reloaded while it is on.',
    parameters: parameters({}),
  },
  token_burnt: {
    area: 'session',
    title: 'Init token already used',
    does: 'Issues init tokens that count as used, so the widget asks the user to log in.',
    blastRadius: NEW_SESSIONS,
    parameters: parameters({}),
  },
  token_expired: {
    area: 'session',
    title: 'Init token expired',
    does: 'Issues expired init tokens, so the user has to log in and cannot retry a declined payment.',
    blastRadius: NEW_SESSIONS,
    parameters: parameters({}),
  },
  client_ip_mismatch: {
    area: 'session',
    title: 'Wrong client_ip noticed late',
    does: 'Signs for another IP address, which is noticed when the user chooses a payment method.',
    blastRadius: NEW_SESSIONS,
    parameters: parameters({
      signedFor: z
        .union([z.ipv4(), z.ipv6()])
        .default('203.0.113.77')
        .describe('The IP address to sign for.'),
    }),
  },
} as const satisfies Record<string, FaultDefinition>;
