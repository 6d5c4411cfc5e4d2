import { env } from './env';

/**
 * Proof documents neither the origins of the widget's frame nor whether its script loads others, so
 * the origins are configured, for both. Scripts of any other origin are refused, whoever adds them.
 */
export function contentSecurityPolicy(nonce: string): string {
  const { DEMO_MODE, NODE_ENV, PROOF_WIDGET_ORIGINS, PROOF_WIDGET_SCRIPT_URL } = env();
  const widget = new Set([new URL(PROOF_WIDGET_SCRIPT_URL).origin, ...PROOF_WIDGET_ORIGINS]);
  // React evaluates strings in development to rebuild server stack traces.
  const development = NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  // The stage shows the app in a frame. Browsers ignore X-Frame-Options where this is set.
  const stage = DEMO_MODE ? ["'self'"] : [];
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' ${[...widget].join(' ')}${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${PROOF_WIDGET_ORIGINS.join(' ')}`,
    `frame-src ${[...PROOF_WIDGET_ORIGINS, ...stage].join(' ')}`,
    `frame-ancestors ${stage[0] ?? "'none'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

/** What neither the app nor the widget uses. */
const denied = [
  ...['accelerometer', 'bluetooth', 'browsing-topics', 'display-capture', 'geolocation'],
  ...['gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'midi', 'serial', 'usb'],
  'xr-spatial-tracking',
];

/** The widget needs the camera to verify identity, and the Payment API for card wallets. */
export function permissionsPolicy(): string {
  const origins = env()
    .PROOF_WIDGET_ORIGINS.map((origin) => `"${origin}"`)
    .join(' ');
  const allowed = ['camera', 'microphone', 'payment'];
  return [
    ...allowed.map((feature) => `${feature}=(self ${origins})`),
    ...denied.map((feature) => `${feature}=()`),
  ].join(', ');
}
