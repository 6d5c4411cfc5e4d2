-- AlterEnum
ALTER TYPE "AuditAction" ADD VALUE 'settle_contradiction';
