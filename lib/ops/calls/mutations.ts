import 'server-only';
import { db } from '../../db';
import { log } from '../../log';
import type { ProofCall } from '../../proof-api/client';

/** A failure to store it must not fail the call. */
export async function recordProviderCall(call: ProofCall): Promise<void> {
  log()[call.error ? 'warn' : 'debug'](call, 'proof call');
  try {
    await db().providerCall.create({ data: call });
  } catch (cause) {
    log().error({ cause }, 'a provider call could not be recorded');
  }
}
