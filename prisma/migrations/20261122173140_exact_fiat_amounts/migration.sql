-- AlterTable
ALTER TABLE "transactions" ALTER COLUMN "fiat_amount" SET DATA TYPE DECIMAL(38,18);
