/** Labels for the identifiers of the control API. */

const ACTIONS: Record<string, { label: string; leadsTo: string }> = {
  verify_identity: { label: 'Verify identity', leadsTo: 'user verified' },
  pay: { label: 'Pay by card', leadsTo: 'processing' },
  decline: { label: 'Decline the card', leadsTo: 'failed' },
  retry: { label: 'Retry the payment', leadsTo: 'pending' },
  cancel: { label: 'Cancel', leadsTo: 'cancelled' },
  deposit: { label: 'Send the deposit', leadsTo: 'processing' },
  expire_deposit_window: { label: 'Expire the deposit window', leadsTo: 'failed' },
  complete: { label: 'Complete', leadsTo: 'completed' },
  fail: { label: 'Reject', leadsTo: 'failed' },
};

const STATUS_MARKS: Record<string, string> = {
  pending: '◷',
  processing: '⟳',
  completed: '✓',
  failed: '✕',
  cancelled: '⊘',
};

/** `deposit_window` and `depositWindow` become `Deposit window`, `httpStatus` becomes `HTTP status`. */
export function sentenceCase(identifier: string): string {
  const text = identifier
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .replace('offramp', 'off-ramp')
    .replace(/\b(http|ip|url)(s?)\b/g, (_, name, plural) => name.toUpperCase() + plural);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function actionLabel(action: string): { label: string; leadsTo: string } {
  return ACTIONS[action] ?? { label: sentenceCase(action), leadsTo: '' };
}

export function statusMark(status: string): string {
  return STATUS_MARKS[status] ?? '·';
}

/** Enough of an id to tell two apart. */
export function shortId(id: string): string {
  return id.length > 13 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id;
}

/** With the date, because the clock can be moved by days. */
export function dateAndTime(iso: string): string {
  return iso.slice(5, 19).replace('T', ' ');
}

/** A user by name, otherwise by the start of the id. */
export function userLabel(user: { name: string | null; partner_user_id: string }): string {
  return user.name ?? shortId(user.partner_user_id);
}

export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The two largest units that are not zero, for example `6 h 2 min`. */
export function duration(ms: number): string {
  const total = Math.round(Math.abs(ms) / 1_000);
  const units = [
    [Math.floor(total / 86_400), 'd'],
    [Math.floor(total / 3_600) % 24, 'h'],
    [Math.floor(total / 60) % 60, 'min'],
    [total % 60, 's'],
  ] as const;
  const shown = units.filter(([count]) => count > 0).slice(0, 2);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 s';
}
