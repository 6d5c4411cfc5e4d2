/** The examples of Proof's documentation, letter for letter, to compare the simulator's answers with. */
export const DOCUMENTED_SESSION = {
  merchant_transaction_id: '550e8400-e29b-41d4-a716-446655440000',
  widget_id: 'fb359d09-fff6-4b1f-906c-b9062b135065',
  address: 'TRx1a2b3c4d5e6f...',
  signature: 'v2:a1b2c3d4e5f6...',
  init_token: 'eyJhbGciOi...',
  init_token_type: 'sdk_partner_authorization',
  currency: 'USDT',
  network: 'TRC20',
  amount: '100',
  fix_currency: true,
  fix_network: ['TRC20'],
  fix_amount: true,
  fiat_currency: 'EUR',
  type: 'buy',
};

export const DOCUMENTED_TRANSACTION = {
  merchant_transaction_id: '550e8400-e29b-41d4-a716-446655440000',
  partner_user_id: 'user-123',
  type: 'buy',
  status: 'completed',
  currency: 'USDT',
  network: 'TRC20',
  crypto_amount: '99.50',
  fiat_currency: 'EUR',
  fiat_amount: '100.00',
  created_at: '2026-04-01T10:00:00Z',
  updated_at: '2026-04-01T10:03:45Z',
};
