ALTER TABLE "transaction_events" ALTER COLUMN "sequence" SET DEFAULT 0;

-- Numbers an event under its user's row lock, which is held until commit. Sequences therefore
-- become visible in order and without gaps. NOTIFY is delivered at commit, too.
CREATE FUNCTION number_transaction_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE users SET event_sequence = event_sequence + 1
    WHERE id = NEW.user_id RETURNING event_sequence INTO NEW.sequence;
  PERFORM pg_notify('transaction_event', NEW.user_id);
  RETURN NEW;
END
$$;

CREATE TRIGGER number_transaction_event BEFORE INSERT ON transaction_events
  FOR EACH ROW EXECUTE FUNCTION number_transaction_event();

-- Wakes the background jobs. A millisecond of tolerance, since the column rounds to milliseconds.
CREATE FUNCTION notify_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('transaction_due', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER notify_due_transaction AFTER UPDATE OF next_check_at ON transactions
  FOR EACH ROW WHEN (
    NEW.next_check_at <= now() + interval '1 millisecond'
    AND (OLD.next_check_at IS NULL OR OLD.next_check_at > now())
  ) EXECUTE FUNCTION notify_due();

CREATE TRIGGER notify_due_side_effect AFTER INSERT ON side_effects
  FOR EACH ROW EXECUTE FUNCTION notify_due();
