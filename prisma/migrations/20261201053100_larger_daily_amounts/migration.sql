-- The sum of two of the largest amounts did not fit, and then no order of that currency could complete
-- on that day. More digits of the same scale rewrite no row.
ALTER TABLE "daily_counts" ALTER COLUMN "amount" SET DATA TYPE DECIMAL(58,18);
