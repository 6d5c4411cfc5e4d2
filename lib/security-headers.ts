import { env } from './env';

/**
 * Scripts with the nonce may load others, such as the widget's. Proof does not document the origins
 * of the widget's frame, so they are configured.
 */
export function contentSecurityPolicy(nonce: string): string {
  const { DEMO_MODE, NODE_ENV, PROOF_WIDGET_ORIGINS, PROOF_WIDGET_SCRIPT_URL } = env();
  const widgetScripts = new URL(PROOF_WIDGET_SCRIPT_URL).origin;
  // React evaluates strings in development to rebuild server stack traces.
  const development = NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  // The stage shows the app in a frame. Browsers ignore X-Frame-Options where this is set.
  const stage = DEMO_MODE ? ["'self'"] : [];
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${widgetScripts}${development}`,
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

/** The widget needs the camera to verify identity, and the Payment API for card wallets. */
export function permissionsPolicy(): string {
  const origins = env()
    .PROOF_WIDGET_ORIGINS.map((origin) => `"${origin}"`)
    .join(' ');
  return ['camera', 'microphone', 'payment']
    .map((feature) => `${feature}=(self ${origins})`)
    .join(', ');
}
