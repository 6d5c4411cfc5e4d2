import 'server-only';
import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { env } from '../env';
import { sessionSchema, type WidgetSession } from '../proof-api/schema';

/** The session holds a bearer token of the customer's, so it rests encrypted (A256GCM). */
export async function sealSession(session: WidgetSession): Promise<string> {
  const plaintext = new TextEncoder().encode(JSON.stringify(session));
  return new CompactEncrypt(plaintext)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(sealingKey());
}

/** Throws when AUTH_SECRET has changed since, or the text was tampered with. */
export async function unsealSession(sealed: string): Promise<WidgetSession> {
  const { plaintext } = await compactDecrypt(sealed, sealingKey());
  return sessionSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)));
}

function sealingKey(): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().AUTH_SECRET, '', 'widget-session', 32));
}
