import { sessionSchema, type WidgetSession } from '@/lib/proof-api/schema';

/** The example response from Proof's documentation, a new object each time. */
export function exampleSession(): WidgetSession {
  return sessionSchema.parse({
    merchant_transaction_id: '550e8400-e29b-41d4-a716-446655440000',
    widget_id: 'fb359d09-fff6-4b1f-906c-b9062b135065',
    address: 'TRx1a2b3c4d5e6f',
    signature: 'v2:a1b2c3d4e5f6',
    init_token: 'eyJhbGciOi',
    init_token_type: 'sdk_partner_authorization',
    currency: 'USDT',
    network: 'TRC20',
    amount: '100',
    fix_currency: true,
    fix_network: ['TRC20'],
    fix_amount: true,
    fiat_currency: 'EUR',
    type: 'buy',
  });
}
