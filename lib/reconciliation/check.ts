import 'server-only';
import { AppError } from '../errors';
import { log } from '../log';
import { proof } from '../provider-calls/proof';
import { applySnapshot } from '../transactions/mutations';
import { getScheduleInput } from './data';
import { type ClaimedTransaction, finishCheck } from './mutations';
import { secondsUntilNextCheck } from './schedule';

/**
 * Asks Proof about one claimed transaction and applies the answer. Never throws for a failing
 * provider: the last fact stays, the check is repeated with backoff, and the call is on record.
 */
export async function checkTransaction(claimed: ClaimedTransaction): Promise<void> {
  const answered = await askAndApply(claimed);
  const state = await getScheduleInput(claimed.id);
  if (!state) return;
  const failedChecks = answered ? 0 : state.failedChecks + 1;
  const nextCheckSeconds = secondsUntilNextCheck({ ...state, failedChecks });
  await finishCheck(claimed, { failedChecks, nextCheckSeconds });
}

async function askAndApply(claimed: ClaimedTransaction): Promise<boolean> {
  try {
    const snapshot = await proof().getTransaction(claimed.merchantTransactionId);
    const applied = await applySnapshot(snapshot, claimed);
    log().debug({ transaction: claimed.id, ...applied }, 'snapshot');
    return true;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    log().warn({ transaction: claimed.id, code: cause.code, cause }, 'check failed');
    return false;
  }
}
