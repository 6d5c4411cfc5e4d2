import { PrismaPg } from '@prisma/adapter-pg';
import { demoUsers } from '../lib/demo-users';
import { PrismaClient } from '../lib/generated/prisma/client';
import { eventsOf, history, type PastTransaction } from './seed-history';

/**
 * Adds past transactions of the demo's verified customer to the database and the simulator. Running
 * it again changes nothing; with --reset, it deletes all transactions first. The other demo users are
 * created when they first sign in.
 */

const simulatorUrl = process.env.PROOF_API_URL;
if (process.env.DEMO_MODE !== 'true' || !simulatorUrl)
  throw new Error(
    'Seeding requires DEMO_MODE=true, because it creates a user who signs in without a password.',
  );

const db = new PrismaClient({
  adapter: new PrismaPg({
    connectionString: process.env.DATABASE_URL,
    options: '-c TimeZone=UTC',
  }),
});
if (process.argv.includes('--reset'))
  await db.$executeRaw`
    TRUNCATE transactions, webhook_deliveries, provider_calls, audit_entries, daily_counts CASCADE`;

const verified = demoUsers[1];

const { id, name, email, role } = verified;
await db.user.upsert({ where: { id }, create: { id, name, email, role }, update: {} });
await control(`users/${verified.id}`, { email: verified.email, kyc_status: 'verified' });

const seeded = await db.transaction.findMany({ where: { userId: verified.id } });
if (seeded.length === 0) for (const past of history(new Date())) await store(past);
await db.$disconnect();

async function store(past: PastTransaction): Promise<void> {
  await control(`transactions/${past.merchantTransactionId}`, {
    partner_user_id: verified.id,
    user_email: verified.email,
    type: past.type,
    status: past.status,
    currency: past.currency,
    network: past.network,
    amount: past.amount,
    crypto_amount: past.status === 'completed' ? past.amount : '',
    fiat_currency: 'EUR',
    fiat_amount: past.fiatAmount,
    payment_method: 'card',
    created_at: past.createdAt.toISOString(),
    updated_at: past.updatedAt.toISOString(),
  });
  await db.transaction.create({
    data: {
      merchantTransactionId: past.merchantTransactionId,
      userId: verified.id,
      type: past.type,
      network: past.network,
      currency: past.currency,
      requestedAmount: past.amount,
      status: past.status,
      cryptoAmount: past.status === 'completed' ? past.amount : null,
      fiatAmount: past.fiatAmount,
      fiatCurrency: 'EUR',
      paymentMethod: 'card',
      providerUpdatedAt: past.updatedAt,
      sessionOpenedAt: past.createdAt,
      fundedAt: past.fundedAt,
      completedAt: past.status === 'completed' ? past.updatedAt : null,
      version: 1,
      createdAt: past.createdAt,
      updatedAt: past.updatedAt,
      events: { create: eventsOf(past).map((event) => ({ ...event, userId: verified.id })) },
      // Due now, so the app runs the partner's side effect when it starts.
      ...(past.status === 'completed' ? { sideEffect: { create: {} } } : {}),
    },
  });
}

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${simulatorUrl}/control/api/${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(`The simulator rejected ${path}: ${response.status} ${await response.text()}`);
}
