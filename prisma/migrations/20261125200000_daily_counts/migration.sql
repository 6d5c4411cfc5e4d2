-- Counts that the overview reads (docs/decisions/0020). On a large database, writers wait until the
-- rows that exist are counted, so run it in a quiet hour.

-- AlterTable
ALTER TABLE "transactions" ADD COLUMN     "completed_at" TIMESTAMPTZ(3),
ADD COLUMN     "funded_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN     "provider_time" TIMESTAMPTZ(3);

-- CreateEnum
CREATE TYPE "CountMeasure" AS ENUM ('orders', 'completed', 'fiat_volume', 'learned', 'deliveries', 'calls');

-- CreateTable
CREATE TABLE "daily_counts" (
    "day" DATE NOT NULL,
    "measure" "CountMeasure" NOT NULL,
    "type" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "shard" INTEGER NOT NULL,
    "count" BIGINT NOT NULL,
    "amount" DECIMAL(38,18) NOT NULL,

    CONSTRAINT "daily_counts_pkey" PRIMARY KEY ("day","measure","type","key","detail","shard")
);

-- Room on each page for the next version of a row, so that updates leave the index alone.
ALTER TABLE "daily_counts" SET (fillfactor = 70);

-- What existing rows say about the new columns.
UPDATE transactions AS t SET
    funded_at = COALESCE(fact.funded_at, CASE WHEN t.status IN ('processing', 'completed') THEN t.updated_at END),
    completed_at = CASE WHEN t.status = 'completed' THEN COALESCE(fact.completed_at, t.updated_at) END
  FROM transactions AS same
  LEFT JOIN (
    SELECT transaction_id,
      min(recorded_at) FILTER (WHERE status IN ('processing', 'completed')) AS funded_at,
      min(recorded_at) FILTER (WHERE status = 'completed') AS completed_at
    FROM transaction_events WHERE fact_outcome = 'applied' GROUP BY transaction_id
  ) AS fact ON fact.transaction_id = same.id
  WHERE same.id = t.id AND (fact.funded_at IS NOT NULL OR t.status IN ('processing', 'completed'));

CREATE FUNCTION pg_temp.time_in(body bytea) RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
  RETURN (convert_from(body, 'UTF8')::jsonb ->> 'updated_at')::timestamptz;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END
$$;
UPDATE webhook_deliveries SET provider_time = pg_temp.time_in(body)
  WHERE outcome NOT IN ('invalid', 'wrong_secret');

-- A duration as the number of its bucket. The bounds of bucket n are 1.2^n and 1.2^(n+1) ms, so its
-- middle is off by at most 10 %. Anything below 1 ms, such as a time in the future, is in bucket 0.
CREATE FUNCTION duration_bucket(duration interval) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT floor(ln(GREATEST(extract(epoch FROM duration) * 1000, 1)::float8) / ln(1.2::float8))::int::text
$$;

-- What a row adds to the counts. `shard` is set where they are stored.
CREATE FUNCTION counts_of_transaction(t transactions) RETURNS SETOF daily_counts LANGUAGE sql STABLE AS $$
  SELECT (counted.at AT TIME ZONE 'UTC')::date, counted.measure::"CountMeasure", t.type::text,
    counted.key, counted.detail, 0, 1::bigint, counted.amount
  FROM (VALUES
    (t.created_at, 'orders', t.status::text, CASE WHEN t.funded_at IS NOT NULL THEN 'funded'
      WHEN t.session_opened_at IS NOT NULL THEN 'opened' ELSE 'placed' END, 0),
    (t.completed_at, 'completed', t.currency, duration_bucket(t.completed_at - t.created_at),
      COALESCE(t.crypto_amount, t.requested_amount)),
    (t.completed_at, 'fiat_volume', t.fiat_currency, '', t.fiat_amount)
  ) AS counted (at, measure, key, detail, amount)
  WHERE counted.at IS NOT NULL AND counted.key IS NOT NULL AND counted.amount IS NOT NULL
$$;

-- Copies and unknown transactions say nothing about how late Proof's webhooks are.
CREATE FUNCTION counts_of_delivery(d webhook_deliveries) RETURNS SETOF daily_counts LANGUAGE sql STABLE AS $$
  SELECT (d.received_at AT TIME ZONE 'UTC')::date, 'deliveries'::"CountMeasure", '', d.outcome::text,
    CASE WHEN d.outcome IN ('reported', 'stale') AND d.provider_time IS NOT NULL
      THEN duration_bucket(d.received_at - d.provider_time) ELSE '' END,
    0, 1::bigint, 0::numeric
$$;

CREATE FUNCTION counts_of_call(c provider_calls) RETURNS SETOF daily_counts LANGUAGE sql STABLE AS $$
  SELECT (c.recorded_at AT TIME ZONE 'UTC')::date, 'calls'::"CountMeasure", '', c.endpoint,
    CASE WHEN c.error IS NULL THEN '' ELSE left(COALESCE(NULLIF(c.code, ''), c.error), 100) END,
    0, 1::bigint, 0::numeric
$$;

-- How each status of a transaction was learned, by its events up to `until`: from the first channel
-- that reported the status before it was confirmed, or by a check. The widget has statuses of its
-- own, so any report of its counts. `check_before_report`: a channel reported it afterwards.
CREATE FUNCTION counts_of_learning(of_transaction text, until bigint)
RETURNS SETOF daily_counts LANGUAGE sql STABLE AS $$
  SELECT (change.recorded_at AT TIME ZONE 'UTC')::date, 'learned'::"CountMeasure", t.type::text,
    change.status,
    CASE
      WHEN report.first_source IS NOT NULL THEN report.first_source::text
      WHEN report.widget THEN 'widget'
      WHEN report.afterwards THEN 'check_before_report'
      ELSE 'check'
    END,
    0, 1::bigint, 0::numeric
  FROM transactions AS t
  CROSS JOIN (
    SELECT fact.*, lead(fact.sequence) OVER (ORDER BY fact.sequence) AS next_change
    FROM (
      SELECT e.status, e.sequence, e.recorded_at,
        lag(e.status, 1, 'pending') OVER (ORDER BY e.sequence) AS previous_status,
        lag(e.sequence, 1, 0::bigint) OVER (ORDER BY e.sequence) AS previous_fact,
        lag(e.sequence, 1, 0::bigint) OVER (PARTITION BY e.status ORDER BY e.sequence) AS last_confirmed
      FROM transaction_events AS e
      WHERE e.transaction_id = of_transaction AND e.sequence <= until
        AND e.kind = 'fact' AND e.fact_outcome = 'applied'
    ) AS fact
    WHERE fact.status <> fact.previous_status
  ) AS change
  CROSS JOIN LATERAL (
    SELECT
      (array_agg(h.source ORDER BY h.sequence) FILTER (WHERE h.status = change.status
        AND h.sequence > change.last_confirmed AND h.sequence < change.sequence))[1] AS first_source,
      bool_or(h.source = 'widget'
        AND h.sequence > change.previous_fact AND h.sequence < change.sequence) AS widget,
      bool_or(h.status = change.status AND h.hint_outcome = 'reported' AND h.sequence > change.sequence
        AND (change.next_change IS NULL OR h.sequence < change.next_change)) AS afterwards
    FROM transaction_events AS h
    WHERE h.transaction_id = of_transaction AND h.sequence <= until AND h.kind = 'hint'
  ) AS report
  WHERE t.id = of_transaction
$$;

-- What the tables hold, counted from the start. Rows that were removed after some time are missing,
-- so it cannot replace the counts.
CREATE FUNCTION count_stored_rows() RETURNS SETOF daily_counts LANGUAGE sql STABLE AS $$
  SELECT day, measure, type, key, detail, 0, sum(count)::bigint, sum(amount)
  FROM (
    SELECT c.* FROM transactions AS t, counts_of_transaction(t) AS c
    UNION ALL SELECT c.* FROM transactions AS t, counts_of_learning(t.id, 9223372036854775807) AS c
    UNION ALL SELECT c.* FROM webhook_deliveries AS d, counts_of_delivery(d) AS c
    UNION ALL SELECT c.* FROM provider_calls AS p, counts_of_call(p) AS c
  ) AS counted
  GROUP BY day, measure, type, key, detail
$$;

-- A shard that no other transaction writes to before this one ends. So the counts make no writer wait
-- for another, and cannot deadlock. The lowest one, so that few shards have to be added up.
CREATE FUNCTION free_count_shard() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  shard integer := 0;
BEGIN
  WHILE NOT pg_try_advisory_xact_lock(20, shard) LOOP
    shard := shard + 1;
  END LOOP;
  RETURN shard;
END
$$;

CREATE FUNCTION add_counts(added daily_counts[], removed daily_counts[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO daily_counts AS stored
    SELECT day, measure, type, key, detail, (SELECT free_count_shard()),
      sum(sign * count)::bigint, sum(sign * amount)
    FROM (
      SELECT 1 AS sign, * FROM unnest(added) UNION ALL SELECT -1, * FROM unnest(removed)
    ) AS change
    GROUP BY day, measure, type, key, detail
    HAVING sum(sign * count) <> 0 OR sum(sign * amount) <> 0
  ON CONFLICT (day, measure, type, key, detail, shard) DO UPDATE SET
    count = stored.count + EXCLUDED.count,
    amount = stored.amount + EXCLUDED.amount;
END
$$;

-- Transactions are also added in bulk, so this runs once for each statement. Rows that are deleted
-- stay counted: the counts say what happened.
CREATE FUNCTION count_added_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_counts(ARRAY(
    SELECT c FROM added AS t, counts_of_transaction(ROW(t.*)::transactions) AS c));
  RETURN NULL;
END
$$;

CREATE TRIGGER count_added_transactions AFTER INSERT ON transactions
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_added_transactions();

CREATE FUNCTION count_changed_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_counts(
    added => ARRAY(SELECT c FROM counts_of_transaction(NEW) AS c),
    removed => ARRAY(SELECT c FROM counts_of_transaction(OLD) AS c));
  RETURN NULL;
END
$$;

-- Hints, checks and leases change none of these columns.
CREATE TRIGGER count_changed_transaction
  AFTER UPDATE OF status, session_opened_at, funded_at, completed_at, crypto_amount, fiat_amount,
    fiat_currency, created_at ON transactions
  FOR EACH ROW WHEN (
    (OLD.status, OLD.session_opened_at, OLD.funded_at, OLD.completed_at, OLD.crypto_amount,
      OLD.fiat_amount, OLD.fiat_currency, OLD.created_at)
    IS DISTINCT FROM (NEW.status, NEW.session_opened_at, NEW.funded_at, NEW.completed_at,
      NEW.crypto_amount, NEW.fiat_amount, NEW.fiat_currency, NEW.created_at)
  ) EXECUTE FUNCTION count_changed_transaction();

-- The difference that the newest event makes to how the statuses of a transaction were learned.
CREATE FUNCTION count_learning(of_transaction text, newest bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_counts(
    added => ARRAY(SELECT c FROM counts_of_learning(of_transaction, newest) AS c),
    removed => ARRAY(SELECT c FROM counts_of_learning(of_transaction, newest - 1) AS c));
END
$$;

CREATE FUNCTION count_confirmed_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_learning(NEW.transaction_id, NEW.sequence);
  RETURN NULL;
END
$$;

CREATE TRIGGER count_confirmed_status AFTER INSERT ON transaction_events
  FOR EACH ROW WHEN (NEW.fact_outcome = 'applied') EXECUTE FUNCTION count_confirmed_status();

CREATE FUNCTION count_late_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_learning(NEW.id, max(sequence))
    FROM transaction_events WHERE transaction_id = NEW.id AND kind = 'hint';
  RETURN NULL;
END
$$;

-- A report of a status that is confirmed already. Deferred, because its event may follow the update.
CREATE CONSTRAINT TRIGGER count_late_report AFTER UPDATE OF reported_at ON transactions
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    NEW.reported_at IS DISTINCT FROM OLD.reported_at AND NEW.reported_status = NEW.status::text
  ) EXECUTE FUNCTION count_late_report();

-- Runs with each webhook, hence without the detour of an array.
CREATE FUNCTION count_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO daily_counts AS stored
    SELECT day, measure, type, key, detail, free_count_shard(), count, amount
    FROM counts_of_delivery(NEW)
  ON CONFLICT (day, measure, type, key, detail, shard) DO UPDATE SET count = stored.count + 1;
  RETURN NULL;
END
$$;

CREATE TRIGGER count_delivery AFTER INSERT ON webhook_deliveries
  FOR EACH ROW EXECUTE FUNCTION count_delivery();

CREATE FUNCTION count_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_counts(ARRAY(SELECT c FROM counts_of_call(NEW) AS c));
  RETURN NULL;
END
$$;

CREATE TRIGGER count_call AFTER INSERT ON provider_calls
  FOR EACH ROW EXECUTE FUNCTION count_call();

INSERT INTO daily_counts SELECT * FROM count_stored_rows();
