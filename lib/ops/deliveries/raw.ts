/** A webhook request in the forms in which people look at it, or send it again. */

type RawDelivery = { headers: unknown; body: Uint8Array; webhookUrl: string };

/** Indented JSON, other text as it is, and anything else as hexadecimal. */
export function describeBody(body: Uint8Array): string {
  const text = textOf(body);
  if (text === null) return hexDump(body);
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Null when the bytes are not text. */
function textOf(body: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return /[^\P{Cc}\t\r\n]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

const BYTES_PER_LINE = 16;

/** "00000010  7b 22 …  {"…" */
function hexDump(body: Uint8Array): string {
  const lines: string[] = [];
  for (let offset = 0; offset < body.length; offset += BYTES_PER_LINE) {
    const bytes = [...body.subarray(offset, offset + BYTES_PER_LINE)];
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = bytes.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.'));
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${ascii.join('')}`);
  }
  return lines.join('\n');
}

/** A shell command that sends it to our webhook. The secret is read from the environment. */
export function toCurl({ headers, body, webhookUrl }: RawDelivery): string {
  const contentType = Object.entries(headers ?? {}).find(([name]) => name === 'content-type')?.[1];
  const send = [
    `curl -i ${quote(webhookUrl)}"$PROOF_WEBHOOK_SECRET"`,
    ...(contentType ? [`-H ${quote(`content-type: ${contentType}`)}`] : []),
    '--data-binary @-',
  ].join(' ');
  return `echo ${Buffer.from(body).toString('base64')} | base64 -d | ${send}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A file for a test: the headers that were kept, and the body as text or, if it is none, base64. */
export function toFixture({ headers, body }: Pick<RawDelivery, 'headers' | 'body'>): string {
  const text = textOf(body);
  const content =
    text === null ? { bodyBase64: Buffer.from(body).toString('base64') } : { body: text };
  return `${JSON.stringify({ headers, ...content }, null, 2)}\n`;
}
