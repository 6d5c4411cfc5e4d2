import { createHmac } from 'node:crypto';
import { BlockList } from 'node:net';

type Signed = { merchantTransactionId: string; address: string; clientIp: string | null };

/** `v2:` and 128 hex characters; the end user's IP is mixed in when the partner sent one. */
export function sign(secret: string, signed: Signed): string {
  const text = [signed.merchantTransactionId, signed.address, signed.clientIp ?? ''].join('|');
  return `v2:${createHmac('sha512', secret).update(text).digest('hex')}`;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Removes what makes one address look like two: IPv4 mapped into IPv6, and the loopback range. */
export function normaliseIp(ip: string): string {
  const plain = ip.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  return loopback.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4') ? 'loopback' : plain;
}
