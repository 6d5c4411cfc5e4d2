import type { OpenableSession, WidgetSession } from '@/lib/widget-sessions/schema';

const sessions = new Map<string, WidgetSession>();

/**
 * Keeps the session of an order that was just placed until the order's page opens the widget. After
 * a reload it is gone, and the page requests it again.
 */
export function keepPlacedSession({ transactionId, session }: OpenableSession): void {
  sessions.set(transactionId, session);
}

export function getPlacedSession(transactionId: string): WidgetSession | undefined {
  return sessions.get(transactionId);
}

export function forgetPlacedSession(transactionId: string): void {
  sessions.delete(transactionId);
}
