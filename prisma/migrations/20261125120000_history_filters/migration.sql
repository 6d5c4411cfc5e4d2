-- CreateIndex: before the old one is dropped, so that a page in between is read by an index, too. On a
-- large table, create it CONCURRENTLY before the migration, so that writers do not wait.
CREATE INDEX IF NOT EXISTS "transactions_history_idx" ON "transactions"("user_id", "created_at" DESC, "id" DESC, "type", "status", "network", "currency");

-- DropIndex
DROP INDEX "transactions_user_id_created_at_id_idx";
