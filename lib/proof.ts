import 'server-only';
import { env } from './env';
import { recordProviderCall } from './ops/mutations';
import { createProofClient, type ProofClient } from './proof-api/client';

/**
 * Proof's API at the configured address, with every call on record. It holds no state and is created
 * per call: a process-wide one would throw the error classes of another module graph
 * (process-wide.ts), which `instanceof` does not recognise.
 */
export function proof(): ProofClient {
  return createProofClient({
    baseUrl: env().PROOF_API_URL,
    clientToken: env().PROOF_CLIENT_TOKEN,
    onCall: recordProviderCall,
  });
}
