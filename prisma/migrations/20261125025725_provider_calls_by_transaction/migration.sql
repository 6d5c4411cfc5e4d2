-- CreateIndex
CREATE INDEX "provider_calls_merchant_transaction_id_recorded_at_idx" ON "provider_calls"("merchant_transaction_id", "recorded_at");
