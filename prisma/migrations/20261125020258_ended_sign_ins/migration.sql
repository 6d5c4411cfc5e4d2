-- AlterTable
ALTER TABLE "users" ADD COLUMN     "sign_in_version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "ended_sign_ins" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "ended_sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ended_sign_ins_user_id_idx" ON "ended_sign_ins"("user_id");

-- AddForeignKey
ALTER TABLE "ended_sign_ins" ADD CONSTRAINT "ended_sign_ins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Wakes the streams of a user, which then ask whether their own sign-in has ended.
CREATE FUNCTION notify_signed_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('user_signed_out', OLD.id);
  RETURN NULL;
END
$$;

CREATE TRIGGER notify_signed_out_everywhere AFTER UPDATE OF sign_in_version OR DELETE ON users
  FOR EACH ROW EXECUTE FUNCTION notify_signed_out();

CREATE FUNCTION notify_sign_in_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('user_signed_out', NEW.user_id);
  RETURN NULL;
END
$$;

CREATE TRIGGER notify_sign_in_ended AFTER INSERT ON ended_sign_ins
  FOR EACH ROW EXECUTE FUNCTION notify_sign_in_ended();
