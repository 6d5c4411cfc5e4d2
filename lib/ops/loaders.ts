import 'server-only';
import { requireUser } from '../auth';
import {
  getLatestDeliveries,
  getLatestProviderCalls,
  getTransactionsNeedingAttention,
} from './data';

export type DeliveryRow = Awaited<ReturnType<typeof getLatestDeliveries>>[number];
export type ProviderCallRow = Awaited<ReturnType<typeof getLatestProviderCalls>>[number];
export type AttentionRow = Awaited<ReturnType<typeof getTransactionsNeedingAttention>>[number];

export async function loadDeliveries(): Promise<DeliveryRow[]> {
  await requireUser('operator');
  return getLatestDeliveries();
}

export async function loadProviderCalls(options: { failedOnly: boolean }) {
  await requireUser('operator');
  return getLatestProviderCalls(options);
}

export async function loadTransactionsNeedingAttention(): Promise<AttentionRow[]> {
  await requireUser('operator');
  return getTransactionsNeedingAttention();
}
