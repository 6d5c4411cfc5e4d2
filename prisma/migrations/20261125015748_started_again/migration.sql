-- AlterTable
ALTER TABLE "transactions" ADD COLUMN     "previous_id" TEXT;

-- CreateIndex
CREATE INDEX "transactions_previous_id_idx" ON "transactions"("previous_id");

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_previous_id_fkey" FOREIGN KEY ("previous_id") REFERENCES "transactions"("id") ON DELETE SET NULL ON UPDATE CASCADE;
