import 'server-only';
import { db } from '../db';
import { log } from '../log';
import type { CallSubject, ProofCall } from '../proof-api/client';

/** A failure to store it must not fail the call. */
export async function recordProviderCall(call: ProofCall, subject: CallSubject): Promise<void> {
  const entry = { ...call, ...subject };
  log()[call.error ? 'warn' : 'debug'](entry, 'proof call');
  try {
    await db().providerCall.create({ data: entry });
  } catch (cause) {
    log().error({ cause }, 'a provider call could not be recorded');
  }
}
