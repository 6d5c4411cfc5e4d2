import { createHmac } from 'node:crypto';
import { BlockList, isIP } from 'node:net';

type Signed = { merchantTransactionId: string; address: string; clientIp: string | null };

/** `v2:` and 128 hex characters. Covers the end user's IP address when the partner sent one. */
export function sign(secret: string, signed: Signed): string {
  const text = [signed.merchantTransactionId, signed.address, signed.clientIp ?? ''].join('|');
  return `v2:${createHmac('sha512', secret).update(text).digest('hex')}`;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Unifies the spellings of one address: IPv4-mapped IPv6, and every loopback address. */
export function normaliseIp(ip: string): string {
  const plain = ip.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (isIP(plain) === 0) return plain;
  return loopback.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4') ? 'loopback' : plain;
}
