import {
  canFollow,
  problemsWith,
  type Side,
  type Status,
  socketMessageSchema,
  statusSchema,
  webhookSchema,
} from '../contract';
import type { Journey } from '../journey';
import type { Lab } from '../lab';
import type { Rule } from '../rule';
import type { OpenSocket } from '../socket-probe';
import { Broken, NotChecked } from '../verdict';
import type { ReceivedWebhook } from '../webhook-listener';

type Told = (Record<string, unknown> | null)[];

async function socketOf(lab: Lab, side: Side): Promise<{ journey: Journey; socket: OpenSocket }> {
  const journey = await lab.journey(side);
  if (!journey.socket.opened) throw new NotChecked('the socket was not opened');
  return { journey, socket: journey.socket.socket };
}

async function webhooksOf(lab: Lab, side: Side) {
  if (lab.setup.webhooks === null) throw new NotChecked('asked for by --webhook-port');
  const journey = await lab.journey(side);
  const webhooks = journey.webhooks ?? [];
  if (webhooks.length === 0) throw new NotChecked('none came: is the URL registered with Proof?');
  return { journey, webhooks };
}

const bodiesOf = (webhooks: ReceivedWebhook[]) => webhooks.map(({ body }) => body);

const statusesOf = (told: Told): Status[] =>
  told.flatMap((fields) => statusSchema.safeParse(fields?.status).data ?? []);

/** The statuses after the first one that polling saw, which nobody has to tell. */
const changesOf = ({ sightings }: Journey) => sightings.slice(1).map(({ status }) => status);

function expectAgreement({ session, sightings, final }: Journey, told: Told): void {
  const seen = statusesOf(told);
  let known = sightings[0]?.status ?? 'pending';
  // Messages may come twice or late, so each needs only be reachable, or have been so before.
  const reached = new Set<Status>([known]);
  for (const status of seen) {
    if (!reached.has(status) && !canFollow(known, status)) {
      throw new Broken(`it told ${status} after ${known}`, final.exchange);
    }
    reached.add(status);
    known = status;
  }
  const last = seen.find((status) => status === final.status);
  if (seen.length > 0 && last === undefined) {
    throw new Broken(`it told ${seen.join(', ')}; GET says ${final.status}`, final.exchange);
  }
  for (const fields of told) {
    for (const name of ['merchant_transaction_id', 'type', 'currency', 'fiat_currency']) {
      const right = name === 'merchant_transaction_id' ? session.id : final.fields[name];
      if (fields?.[name] === undefined || fields[name] === right) continue;
      throw new Broken(`${name} is ${JSON.stringify(fields[name])}`, final.exchange);
    }
  }
}

/** What the socket and the webhook tell about a transaction, against what GET answers. */
export const channelRules = (side: Side): Rule[] => [
  {
    id: `${side}.socket-messages`,
    title: `every socket message about a ${side} has the documented shape`,
    source: 'doc',
    run: async (lab) => {
      const { socket } = await socketOf(lab, side);
      const problems = socket.messages.flatMap((body) => problemsWith(socketMessageSchema, body));
      if (problems.length > 0) throw new Broken([...new Set(problems)].join('; '));
      return [];
    },
  },
  {
    id: `${side}.socket-complete`,
    title: `the socket tells every change of a ${side} that polling sees`,
    source: 'doc',
    run: async (lab) => {
      const { journey, socket } = await socketOf(lab, side);
      const told = statusesOf(socket.messages);
      const untold = changesOf(journey).filter((status) => !told.includes(status));
      if (untold.length > 0) throw new Broken(`not told: ${untold.join(', ')}`);
      return [];
    },
  },
  {
    id: `${side}.socket-agrees`,
    title: `the socket and GET agree about a ${side}`,
    source: 'doc',
    run: async (lab) => {
      const { journey, socket } = await socketOf(lab, side);
      expectAgreement(journey, socket.messages);
      return [];
    },
  },
  {
    id: `${side}.socket-after-end`,
    title: `what the socket does once a ${side} has ended`,
    source: 'unknown',
    run: async (lab) => {
      const { socket } = await socketOf(lab, side);
      return [socket.closedWith === null ? 'it stays open' : `closed with ${socket.closedWith}`];
    },
  },
  {
    id: `${side}.webhook-shape`,
    title: `every webhook about a ${side} is a JSON POST of the documented shape`,
    source: 'doc',
    run: async (lab) => {
      const { webhooks } = await webhooksOf(lab, side);
      for (const { method, headers, body } of webhooks) {
        const isJson = headers['content-type']?.includes('application/json');
        if (method !== 'POST') throw new Broken(`the method is ${method}`);
        if (!isJson) throw new Broken(`the content type is ${headers['content-type']}`);
        const problems = problemsWith(webhookSchema, body);
        if (problems.length > 0) throw new Broken(problems.join('; '));
      }
      return [];
    },
  },
  {
    id: `${side}.webhook-agrees`,
    title: `webhooks and GET agree about a ${side}`,
    source: 'doc',
    run: async (lab) => {
      const { journey, webhooks } = await webhooksOf(lab, side);
      expectAgreement(journey, bodiesOf(webhooks));
      return [];
    },
  },
  {
    id: `${side}.webhook-delivery`,
    title: `which changes of a ${side} came by webhook, and how often`,
    source: 'unknown',
    run: async (lab) => {
      const { journey, webhooks } = await webhooksOf(lab, side);
      const told = statusesOf(bodiesOf(webhooks));
      const untold = changesOf(journey).filter((status) => !told.includes(status));
      const missing = untold.length > 0 ? [`never came: ${untold.join(', ')}`] : [];
      return [`came: ${told.join(', ')}`, ...missing];
    },
  },
  {
    id: `${side}.webhook-headers`,
    title: `headers by which a webhook about a ${side} might be authenticated`,
    source: 'unknown',
    run: async (lab) => {
      const { webhooks } = await webhooksOf(lab, side);
      const names = new Set(webhooks.flatMap(({ headers }) => Object.keys(headers)));
      const telling = [...names].filter((name) => /sign|hmac|secret|auth|timestamp/.test(name));
      return [telling.length > 0 ? telling.join(', ') : 'none'];
    },
  },
];
