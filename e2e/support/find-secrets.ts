/** The texts in which a secret can leave the app: as it is, or in an encoding, whatever is around it. */
function formsOf(secret: string): Record<string, string[]> {
  const bytes = Buffer.from(secret);
  return {
    'as it is': [secret],
    'in reverse': [[...secret].reverse().join('')],
    'in a URL': [encodeURIComponent(secret)],
    'in hexadecimal': [bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
    'in base64': ['base64', 'base64url'].flatMap((encoding) =>
      [0, 1, 2].map((before) => encodedInside(bytes, before, encoding as BufferEncoding)),
    ),
  };
}

/** The part of an encoded text that is the same whatever comes before and after the secret. */
function encodedInside(bytes: Buffer, before: number, encoding: BufferEncoding): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString(encoding)
    .replace(/=+$/, '');
  // Each character has six bits. The ends share theirs with what is around.
  const start = Math.ceil((before * 8) / 6);
  const end = Math.floor(((before + bytes.length) * 8) / 6);
  return text.slice(start, end);
}

/** Says which of the secrets a text contains, and in which form. */
export function findSecrets(text: string, secrets: Record<string, string>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(formsOf(secret))
      .filter(([, forms]) => forms.some((form) => text.includes(form)))
      .map(([form]) => `${name} ${form}`),
  );
}
