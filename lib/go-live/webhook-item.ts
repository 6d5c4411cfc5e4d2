import { doctorLink, type Facts, findCheck, firstFix, type Judgement } from './item';

/** Proof asks for an answer "as fast as possible" and names no figure. */
const FAST_MS = 1_000;

export function judgeWebhook(facts: Facts): Judgement {
  const probe = findCheck(facts, 'webhook');
  if (probe?.status === 'failed')
    return { state: 'missing', found: probe.found, next: firstFix(probe), evidence: [doctorLink] };
  const [latest] = facts.deliveries;
  if (!latest)
    return {
      state: 'missing',
      found: 'No delivery with a known secret arrived yet.',
      next: 'Give Proof your webhook URL, and place an order.',
      evidence: [{ label: 'Deliveries', href: '/ops/deliveries' }],
    };
  const slowest = Math.max(...facts.deliveries.map(({ processingMs }) => processingMs));
  const duplicate = facts.deliveries.find(({ outcome }) => outcome === 'duplicate');
  const evidence = [
    deliveryLink('The latest delivery', latest),
    ...(duplicate ? [deliveryLink('A duplicate', duplicate)] : []),
  ];
  const speed = `The slowest of the latest ${facts.deliveries.length} took ${Math.ceil(slowest)} ms.`;
  if (slowest > FAST_MS)
    return {
      state: 'missing',
      found: speed,
      next: 'Give the database less to do, or a faster machine: a delivery is one statement.',
      evidence,
    };
  return {
    state: duplicate ? 'done' : 'unknown',
    found: duplicate
      ? `${speed} A duplicate changed nothing.`
      : `${speed} Proof sent no duplicate yet.`,
    ...(duplicate
      ? {}
      : { next: 'Replay a delivery: its copy is a duplicate and changes nothing.' }),
    evidence,
  };
}

function deliveryLink(label: string, { id }: { id: string }) {
  return { label, href: `/ops/deliveries/${id}` };
}
