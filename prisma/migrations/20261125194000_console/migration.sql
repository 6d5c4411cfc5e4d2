-- On large tables, create the indexes CONCURRENTLY before the migration, so that writers do not wait.
ALTER TABLE "provider_calls" ADD COLUMN "asset" TEXT;

-- Lists of orders. Every row meets the condition, so that only queries that state it use the index: for
-- the history of a customer with many transactions it would read those of all others, too.
CREATE INDEX IF NOT EXISTS "transactions_console_idx" ON "transactions"("created_at" DESC, "id" DESC, "type", "status", "network", "currency") WHERE "version" >= 0;

-- What needs attention (lib/ops/attention/data.ts). Partial, so that they stay small.
CREATE INDEX IF NOT EXISTS "transactions_failing_checks_idx" ON "transactions"("updated_at") WHERE "failed_checks" > 0;
CREATE INDEX IF NOT EXISTS "transactions_waiting_deposit_idx" ON "transactions"("updated_at") WHERE "status" = 'pending' AND "type" = 'sell';
CREATE INDEX IF NOT EXISTS "transactions_waiting_payment_idx" ON "transactions"("updated_at") WHERE "status" = 'pending' AND "reported_status" = 'paid';
CREATE INDEX IF NOT EXISTS "transactions_processing_idx" ON "transactions"("updated_at") WHERE "status" = 'processing';
CREATE INDEX IF NOT EXISTS "transaction_events_contradiction_idx" ON "transaction_events"("recorded_at") WHERE "fact_outcome" = 'contradiction';

-- Deliveries and calls.
CREATE INDEX IF NOT EXISTS "webhook_deliveries_received_at_id_idx" ON "webhook_deliveries"("received_at" DESC, "id" DESC);
CREATE INDEX IF NOT EXISTS "webhook_deliveries_outcome_received_at_id_idx" ON "webhook_deliveries"("outcome", "received_at" DESC, "id" DESC);
CREATE INDEX IF NOT EXISTS "webhook_deliveries_merchant_transaction_id_received_at_idx" ON "webhook_deliveries"("merchant_transaction_id", "received_at" DESC);
DROP INDEX IF EXISTS "webhook_deliveries_received_at_idx";
DROP INDEX IF EXISTS "webhook_deliveries_merchant_transaction_id_idx";
CREATE INDEX IF NOT EXISTS "provider_calls_recorded_at_id_idx" ON "provider_calls"("recorded_at" DESC, "id" DESC);
CREATE INDEX IF NOT EXISTS "provider_calls_request_id_idx" ON "provider_calls"("request_id");
CREATE INDEX IF NOT EXISTS "provider_calls_provider_request_id_idx" ON "provider_calls"("provider_request_id");
DROP INDEX IF EXISTS "provider_calls_recorded_at_idx";
CREATE INDEX IF NOT EXISTS "provider_calls_failed_idx" ON "provider_calls"("recorded_at" DESC, "endpoint", "http_status", "error", "code", "asset") WHERE "error" IS NOT NULL;
