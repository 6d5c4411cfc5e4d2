-- CreateIndex
CREATE INDEX "transaction_events_recorded_at_id_idx" ON "transaction_events"("recorded_at", "id");
