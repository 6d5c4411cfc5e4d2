-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('customer', 'operator');

-- CreateEnum
CREATE TYPE "TransactionType" AS ENUM ('buy', 'sell');

-- CreateEnum
CREATE TYPE "TransactionStatus" AS ENUM ('pending', 'processing', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "Source" AS ENUM ('app', 'webhook', 'socket', 'widget', 'api');

-- CreateEnum
CREATE TYPE "EventKind" AS ENUM ('session', 'hint', 'fact');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('applied', 'advisory', 'contradiction');

-- CreateEnum
CREATE TYPE "DeliveryVerdict" AS ENUM ('reported', 'duplicate', 'stale', 'unknown_transaction', 'invalid', 'wrong_secret');

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT NOT NULL,
    "email_verified" TIMESTAMPTZ(3),
    "image" TEXT,
    "role" "Role" NOT NULL DEFAULT 'customer',
    "event_sequence" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "user_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "verification_tokens" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_tokens_pkey" PRIMARY KEY ("identifier","token")
);

-- CreateTable
CREATE TABLE "transactions" (
    "id" TEXT NOT NULL,
    "merchant_transaction_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "type" "TransactionType" NOT NULL,
    "network" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "requested_amount" DECIMAL(38,18) NOT NULL,
    "status" "TransactionStatus" NOT NULL DEFAULT 'pending',
    "crypto_amount" DECIMAL(38,18),
    "fiat_amount" DECIMAL(18,2),
    "fiat_currency" TEXT,
    "provider_updated_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "reported_status" TEXT,
    "reported_source" "Source",
    "reported_at" TIMESTAMPTZ(3),
    "reported_provider_time" TIMESTAMPTZ(3),
    "recent_hints" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "payment_method" TEXT,
    "deposit_address" TEXT,
    "next_check_at" TIMESTAMPTZ(3),
    "last_checked_at" TIMESTAMPTZ(3),
    "failed_checks" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "lease_token" TEXT,
    "watched_until" TIMESTAMPTZ(3),
    "watcher_token" TEXT,
    "viewed_at" TIMESTAMPTZ(3),
    "sealed_session" TEXT,
    "session_expires_at" TIMESTAMPTZ(3),
    "session_opened_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_claims" (
    "user_id" TEXT NOT NULL,
    "idempotency_key" UUID NOT NULL,
    "request" JSONB NOT NULL,
    "transaction_id" TEXT,
    "claimed_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_claims_pkey" PRIMARY KEY ("user_id","idempotency_key")
);

-- CreateTable
CREATE TABLE "transaction_events" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "source" "Source" NOT NULL,
    "kind" "EventKind" NOT NULL,
    "status" TEXT,
    "verdict" "Verdict" NOT NULL,
    "reason" TEXT NOT NULL,
    "provider_time" TIMESTAMPTZ(3),
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "payload" JSONB,

    CONSTRAINT "transaction_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "side_effects" (
    "id" TEXT NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "due_at" TIMESTAMPTZ(3) DEFAULT transaction_timestamp(),
    "done_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "side_effects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "balance_entries" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" DECIMAL(38,18) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),

    CONSTRAINT "balance_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "verdict" "DeliveryVerdict" NOT NULL,
    "reason" TEXT NOT NULL,
    "merchant_transaction_id" TEXT,
    "status" TEXT,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "processing_ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_calls" (
    "id" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT transaction_timestamp(),
    "endpoint" TEXT NOT NULL,
    "merchant_transaction_id" TEXT,
    "user_id" TEXT,
    "http_status" INTEGER,
    "error" TEXT,
    "code" TEXT,
    "message" TEXT,
    "provider_request_id" TEXT,
    "request_id" TEXT,
    "duration_ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "provider_calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "transactions_merchant_transaction_id_key" ON "transactions"("merchant_transaction_id");

-- CreateIndex
CREATE INDEX "transactions_user_id_created_at_id_idx" ON "transactions"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "transactions_next_check_at_idx" ON "transactions"("next_check_at");

-- CreateIndex
CREATE UNIQUE INDEX "session_claims_transaction_id_key" ON "session_claims"("transaction_id");

-- CreateIndex
CREATE INDEX "transaction_events_transaction_id_sequence_idx" ON "transaction_events"("transaction_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "transaction_events_user_id_sequence_key" ON "transaction_events"("user_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "side_effects_transaction_id_key" ON "side_effects"("transaction_id");

-- CreateIndex
CREATE INDEX "side_effects_due_at_idx" ON "side_effects"("due_at");

-- CreateIndex
CREATE INDEX "balance_entries_user_id_currency_idx" ON "balance_entries"("user_id", "currency");

-- CreateIndex
CREATE INDEX "webhook_deliveries_received_at_idx" ON "webhook_deliveries"("received_at" DESC);

-- CreateIndex
CREATE INDEX "webhook_deliveries_merchant_transaction_id_idx" ON "webhook_deliveries"("merchant_transaction_id");

-- CreateIndex
CREATE INDEX "provider_calls_recorded_at_idx" ON "provider_calls"("recorded_at" DESC);

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_claims" ADD CONSTRAINT "session_claims_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_claims" ADD CONSTRAINT "session_claims_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "transactions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_events" ADD CONSTRAINT "transaction_events_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_events" ADD CONSTRAINT "transaction_events_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "transactions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "side_effects" ADD CONSTRAINT "side_effects_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "transactions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "balance_entries" ADD CONSTRAINT "balance_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "balance_entries" ADD CONSTRAINT "balance_entries_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "transactions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
