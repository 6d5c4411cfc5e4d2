-- CreateEnum
CREATE TYPE "AuditAction" AS ENUM ('check_now', 'replay_delivery', 'grant_operator', 'revoke_operator');

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "action" "AuditAction" NOT NULL,
    "actor_id" TEXT,
    "actor" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "request_id" TEXT,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entries_recorded_at_id_idx" ON "audit_entries"("recorded_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_subject_id_recorded_at_idx" ON "audit_entries"("subject_id", "recorded_at" DESC);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Audit entries are never changed or deleted.';
END
$$;

CREATE TRIGGER refuse_audit_change BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
