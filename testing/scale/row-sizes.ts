/**
 * Bytes that a row takes with its part of the indexes, once everything about its order is stored.
 * row-sizes.integration.test.ts compares them with the database.
 */
export const bytesPerRow = {
  transactions: 760,
  session_claims: 240,
  transaction_events: 860,
  webhook_deliveries: 960,
  provider_calls: 570,
  side_effects: 270,
  balance_entries: 270,
} as const;
