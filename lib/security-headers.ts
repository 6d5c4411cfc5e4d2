import { env } from './env';

/**
 * What a page may load. Scripts carry the request's nonce, and what they load is trusted with them,
 * which is how the provider's widget script gets in. The widget's frame may come from
 * PROOF_WIDGET_ORIGINS only, since its real origin is not documented.
 */
export function contentSecurityPolicy(nonce: string): string {
  const { NODE_ENV, PROOF_WIDGET_ORIGINS, PROOF_WIDGET_SCRIPT_URL } = env();
  const widgetScripts = new URL(PROOF_WIDGET_SCRIPT_URL).origin;
  // React's development build evaluates strings to rebuild server stack traces.
  const development = NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${widgetScripts}${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${PROOF_WIDGET_ORIGINS.join(' ')}`,
    `frame-src ${PROOF_WIDGET_ORIGINS.join(' ')}`,
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}

/** Identity verification in the widget needs the camera, and card wallets the payment API. */
export function permissionsPolicy(): string {
  const origins = env()
    .PROOF_WIDGET_ORIGINS.map((origin) => `"${origin}"`)
    .join(' ');
  return ['camera', 'microphone', 'payment']
    .map((feature) => `${feature}=(self ${origins})`)
    .join(', ');
}
