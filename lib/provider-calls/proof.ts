import 'server-only';
import { env } from '../env';
import { createProofClient, type ProofClient } from '../proof-api/client';
import { recordProviderCall } from './mutations';

/**
 * Proof's API at the address that the environment names, with every call on record. Holds nothing,
 * so it is made for each call: a client shared by the whole process (process-wide.ts) would throw
 * errors of another module graph's class, which no `instanceof` recognises.
 */
export function proof(): ProofClient {
  return createProofClient({
    baseUrl: env().PROOF_API_URL,
    clientToken: env().PROOF_CLIENT_TOKEN,
    onCall: recordProviderCall,
  });
}
