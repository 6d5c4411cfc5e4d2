-- NOTIFY takes a lock of the whole database that is held while a commit is written to disk, so commits
-- with a NOTIFY wait for each other. The app sends it after the commit (lib/live/wake.ts). What was
-- not woken is found by polling, so processes of the previous release may still run.
DROP TRIGGER notify_due_transaction ON transactions;
DROP TRIGGER notify_due_side_effect ON side_effects;
DROP FUNCTION notify_due();

CREATE OR REPLACE FUNCTION number_transaction_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE users SET event_sequence = event_sequence + 1
    WHERE id = NEW.user_id RETURNING event_sequence INTO NEW.sequence;
  RETURN NEW;
END
$$;
