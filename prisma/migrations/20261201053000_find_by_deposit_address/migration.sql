-- For the search of the console. On large tables, create it CONCURRENTLY before the migration, so that
-- writers do not wait.
CREATE INDEX IF NOT EXISTS "transaction_events_deposit_address_idx" ON "transaction_events"(("payload" ->> 'address')) WHERE "source" = 'widget' AND "payload" ->> 'address' IS NOT NULL;
