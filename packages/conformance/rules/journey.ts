import { textOf } from '../answers';
import { canFollow, type Side, type Status } from '../contract';
import type { Journey, Sighting } from '../journey';
import type { Rule } from '../rule';
import { Broken } from '../verdict';

/** Every two sightings that follow each other, the last look included. */
function steps({ sightings, final }: Journey): [Sighting, Sighting][] {
  const all = [...sightings, final];
  return all.slice(1).flatMap((next, index) => {
    const before = all[index];
    return before ? [[before, next] as [Sighting, Sighting]] : [];
  });
}

const filled: Status[] = ['processing', 'completed'];
const fixed = ['merchant_transaction_id', 'partner_user_id', 'type', 'currency', 'network'];

/** What holds from a session to the end of its transaction, as polling sees it. */
export const journeyRules = (side: Side): Rule[] => [
  {
    id: `${side}.progress`,
    title: `the status of a ${side} takes documented steps only`,
    source: 'doc',
    run: async (lab) => {
      const journey = await lab.journey(side);
      for (const [before, next] of steps(journey)) {
        if (before.status === next.status || canFollow(before.status, next.status)) continue;
        throw new Broken(`${before.status} became ${next.status}`, next.exchange);
      }
      return [`saw ${journey.sightings.map(({ status }) => status).join(' → ')}`];
    },
  },
  {
    id: `${side}.updated-at`,
    title: `updated_at of a ${side} moves on with its status, and never back`,
    source: 'doc',
    run: async (lab) => {
      for (const [before, next] of steps(await lab.journey(side))) {
        const from = Date.parse(textOf(before.fields, 'updated_at'));
        const to = Date.parse(textOf(next.fields, 'updated_at'));
        if (to < from) throw new Broken('it went back', next.exchange);
        // Whole seconds are documented, so two changes within one may carry the same time.
        if (before.status !== next.status && to === from && from % 1_000 !== 0) {
          throw new Broken(`it stayed when ${before.status} became ${next.status}`, next.exchange);
        }
      }
      return [];
    },
  },
  {
    id: `${side}.crypto-amount`,
    title: `crypto_amount of a ${side} is there from processing on`,
    source: 'doc',
    run: async (lab) => {
      const { sightings, final } = await lab.journey(side);
      for (const { status, fields, exchange } of [...sightings, final]) {
        if (!filled.includes(status) || fields.crypto_amount) continue;
        throw new Broken(`it is empty while the transaction is ${status}`, exchange);
      }
      return [];
    },
  },
  {
    id: `${side}.stays-itself`,
    title: `id, user, type, currency, network and created_at of a ${side} never change`,
    source: 'doc',
    run: async (lab) => {
      for (const [before, next] of steps(await lab.journey(side))) {
        for (const name of [...fixed, 'created_at']) {
          if (before.fields[name] === next.fields[name]) continue;
          throw new Broken(`${name} changed`, next.exchange);
        }
      }
      return [];
    },
  },
];
