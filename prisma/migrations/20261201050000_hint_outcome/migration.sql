-- The statement that stores a hint reads from this column how it judged it. It no longer locks the row
-- before it updates it: docs/decisions/0005-one-statement-for-a-webhook.md.
ALTER TABLE "transactions" ADD COLUMN "hint_outcome" "HintOutcome";
