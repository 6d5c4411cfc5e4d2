import 'server-only';
import { env } from './env';
import { recordProviderCall } from './ops/calls/mutations';
import { createProofClient, type ProofClient } from './proof-api/client';

/** Created per call, so that callers recognise its error classes (process-wide.ts). */
export function proof(): ProofClient {
  return createProofClient({
    baseUrl: env().PROOF_API_URL,
    clientToken: env().PROOF_CLIENT_TOKEN,
    onCall: recordProviderCall,
  });
}
