import type { WidgetSession } from '@/lib/widget-sessions/schema';

/** What the widget hands to a callback. It comes from the browser, so nothing about it is certain. */
export type CallbackPayload = unknown;

/** The widget's callbacks: informational, and lost when the tab closes. */
export type WidgetCallbacks = {
  onLoad: () => void;
  onReady: () => void;
  onStatusChange: (payload?: CallbackPayload) => void;
  onPaymentFinished: (payload?: CallbackPayload) => void;
  onSellTransferEnabled: (payload?: CallbackPayload) => void;
};

export type WidgetParameters = WidgetCallbacks & { host: HTMLElement; [field: string]: unknown };

/**
 * The session as `proofWidget.run` takes it: every field that the provider sent, those we do not
 * know included, with its name in camel case and its value as it came. The signature covers the
 * values, so a list stays a list and a number in a string stays a string.
 */
export function widgetParameters(
  session: WidgetSession,
  host: HTMLElement,
  callbacks: WidgetCallbacks,
): WidgetParameters {
  const fields = Object.entries(session).map(([name, value]) => [camelCase(name), value] as const);
  return { ...Object.fromEntries(fields), ...callbacks, host };
}

function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}
