import { z } from 'zod';
import { delayMs, type FaultDefinition, parameters } from './definition';

const NEW_SESSIONS = 'Sessions created while it is on; those from before keep working.';

/** What goes wrong between a session and the user's screen. */
export const BROWSER_FAULTS = {
  widget_script_missing: {
    area: 'widget',
    title: 'Widget script missing',
    does: 'Answers 404 for widget.2.0.js.',
    blastRadius: 'Every page that loads the script now; widgets that are open go on.',
    parameters: parameters({}),
  },
  widget_script_slow: {
    area: 'widget',
    title: 'Widget script slow',
    does: 'Sends widget.2.0.js late.',
    blastRadius: 'Every page that loads the script now.',
    parameters: parameters({ delayMs: delayMs.default(5_000) }),
  },
  widget_script_blocked: {
    area: 'widget',
    title: 'Widget script blocked',
    does: 'Closes the connection without an answer, as a blocker or a firewall would.',
    blastRadius: 'Every page that loads the script now.',
    parameters: parameters({}),
  },
  widget_frame_refused: {
    area: 'widget',
    title: 'Widget frame refuses to load',
    does: 'Forbids its pages to be shown in a frame: onLoad fires, onReady never does.',
    blastRadius: 'Every widget opened or reloaded while it is on.',
    parameters: parameters({}),
  },
  token_burnt: {
    area: 'session',
    title: 'Init token burnt',
    does: 'Hands out init tokens that count as used: the widget asks the user to log in.',
    blastRadius: NEW_SESSIONS,
    parameters: parameters({}),
  },
  token_expired: {
    area: 'session',
    title: 'Init token expired',
    does: 'Hands out init tokens whose time is over: a login, and no retry after a decline.',
    blastRadius: NEW_SESSIONS,
    parameters: parameters({}),
  },
  client_ip_mismatch: {
    area: 'session',
    title: 'Wrong client_ip noticed late',
    does: 'Signs for another IP address. It shows when the user picks a payment method.',
    blastRadius: NEW_SESSIONS,
    parameters: parameters({ signedFor: z.union([z.ipv4(), z.ipv6()]).default('203.0.113.77') }),
  },
} as const satisfies Record<string, FaultDefinition>;
