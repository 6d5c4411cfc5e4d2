-- One outcome type for hints, one for facts. Rows keep what they said under the new names.
ALTER TYPE "DeliveryVerdict" RENAME TO "HintOutcome";
ALTER TABLE "webhook_deliveries" RENAME COLUMN "verdict" TO "outcome";

CREATE TYPE "FactOutcome" AS ENUM ('applied', 'unchanged', 'stale', 'contradiction', 'report_withdrawn', 'lease_lost');
ALTER TABLE "transaction_events"
  ADD COLUMN "hint_outcome" "HintOutcome",
  ADD COLUMN "fact_outcome" "FactOutcome";
UPDATE "transaction_events" SET "hint_outcome" = 'reported' WHERE "kind" = 'hint';
UPDATE "transaction_events" SET "fact_outcome" = CASE
    WHEN "verdict" = 'contradiction' THEN 'contradiction'
    WHEN "reason" LIKE 'Proof still says %; the report of % is not confirmed.' THEN 'report_withdrawn'
    ELSE 'applied'
  END::"FactOutcome" WHERE "kind" = 'fact';
ALTER TABLE "transaction_events" DROP COLUMN "verdict";
DROP TYPE "Verdict";

-- A page that is viewed and a socket that is held are two things.
ALTER TABLE "transactions" RENAME COLUMN "watched_until" TO "socket_lease_until";
ALTER TABLE "transactions" RENAME COLUMN "watcher_token" TO "socket_lease_token";

-- Side effects can add events of their own.
ALTER TYPE "EventKind" ADD VALUE 'side_effect';

-- A customer is credited once per transaction, even if a side effect is run again.
CREATE UNIQUE INDEX "balance_entries_transaction_id_key" ON "balance_entries"("transaction_id");
