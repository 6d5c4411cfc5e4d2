import 'server-only';
import { env } from '../env';
import { processWide } from '../process-wide';
import { createProofClient, type ProofClient } from '../proof-api/client';
import { recordProviderCall } from './mutations';

/** Proof's API at the address that the environment names, with every call on record. */
export function proof(): ProofClient {
  return processWide('proof', () =>
    createProofClient({
      baseUrl: env().PROOF_API_URL,
      clientToken: env().PROOF_CLIENT_TOKEN,
      onCall: recordProviderCall,
    }),
  );
}
