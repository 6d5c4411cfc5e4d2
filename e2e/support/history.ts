import pg from 'pg';
import type { Stack } from './stack';

async function query(stack: Stack, sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client(stack.databaseUrl);
  await client.connect();
  await client.query(sql, values).finally(() => client.end());
}

/** Past transactions of a customer: a failed sell, a completed one and a completed buy. */
export function addHistory(stack: Stack, userId: string): Promise<void> {
  return query(
    stack,
    `INSERT INTO transactions (id, merchant_transaction_id, user_id, type, network, currency,
       requested_amount, fiat_amount, fiat_currency, status, created_at)
     SELECT gen_random_uuid(), gen_random_uuid(), $1, type::"TransactionType", 'TRC20', 'USDT',
       amount, 0.90045 * amount, 'EUR', status::"TransactionStatus", now() - days * interval '1 day'
     FROM (VALUES ('sell', 400, 'failed', 16), ('sell', 400, 'completed', 15),
       ('buy', 99.5, 'completed', 2)) AS past (type, amount, status, days)`,
    [userId],
  );
}

/** Completed buys of 1 to `count` USDT, one a day from 1 January 2019 on, at noon. */
export function addBuysIn2019(stack: Stack, userId: string, count: number): Promise<void> {
  return query(
    stack,
    `INSERT INTO transactions (id, merchant_transaction_id, user_id, type, network, currency,
       requested_amount, crypto_amount, status, created_at)
     SELECT gen_random_uuid(), gen_random_uuid(), $1, 'buy', 'TRC20', 'USDT', number, number,
       'completed', timestamptz '2018-12-31 12:00Z' + number * interval '1 day'
     FROM generate_series(1, $2::int) AS number`,
    [userId, count],
  );
}
