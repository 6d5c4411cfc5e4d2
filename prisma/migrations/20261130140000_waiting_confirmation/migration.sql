-- The widget reports `paid`, and then that the payment is finished: the old index missed both that and
-- orders that Proof schedules. On large tables, create it CONCURRENTLY before the migration.
CREATE INDEX IF NOT EXISTS "transactions_waiting_confirmation_idx" ON "transactions"("updated_at") WHERE "status" = 'pending' AND "reported_status" IN ('paid', 'order_scheduled', 'payment_finished');
DROP INDEX IF EXISTS "transactions_waiting_payment_idx";
