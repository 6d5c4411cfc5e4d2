import { isDeepStrictEqual } from 'node:util';
import type { Fields } from '../json';
import type { Check } from './check';
import { need, require } from './expect';
import { onSession, withFields } from './misbehaviours';
import type { Trial } from './trial';

const SECTION = 'POST /widget/session, response';

/** Documented, and not checked by a check of their own. */
const FIELDS = [
  ...[
    'merchant_transaction_id',
    'widget_id',
    'address',
    'init_token_type',
    'currency',
    'currencies',
  ],
  ...[
    'fix_currency',
    'network',
    'networks',
    'fix_network',
    'amount',
    'fix_amount',
    'fiat_currency',
  ],
  ...['fiat_currencies', 'fix_fiat_currency', 'fix_fiat_amount', 'type', 'lang', 'theme'],
];

/** Compares fields of the session that the provider sent with what the backend passed on. */
async function requireVerbatim(trial: Trial, names: string[], added: Fields = {}): Promise<void> {
  need(trial.equipment.adapter.mint.session, '"session" in mint');
  const amount = trial.equipment.nextAmount();
  trial.misbehave(onSession(amount, async (forward) => withFields(await forward(), added)));
  const { answer } = await trial.order({ amount });
  const sent = trial.equipment.proxy.recording.sessions(amount)[0]?.response ?? {};
  const passed = need(answer.session, 'an object at the path of "session"');
  for (const name of names) {
    const [expected, found] = [sent[name], passed[name]];
    const isSame = isDeepStrictEqual(expected, found);
    require(isSame, `${name} was ${JSON.stringify(expected)} and became ${JSON.stringify(found)}`);
  }
  trial.note(`passed on unchanged: ${names.join(', ')}`);
}

export const sessionChecks: Check[] = [
  {
    id: 'session.signature',
    title: 'the signature reaches the browser unchanged',
    grade: 'must',
    section: SECTION,
    explanation:
      'Compares the signature of the session with the one that the browser gets. The widget checks it late, when the user picks a payment method.',
    run: (trial) => requireVerbatim(trial, ['signature']),
  },
  {
    id: 'session.init-token',
    title: 'the init_token reaches the browser unchanged',
    grade: 'must',
    section: SECTION,
    explanation: 'Compares the init_token. Without it, the widget asks the user to log in.',
    run: (trial) => requireVerbatim(trial, ['init_token']),
  },
  {
    id: 'session.documented-fields',
    title: 'all other documented fields reach the browser unchanged',
    grade: 'must',
    section: SECTION,
    explanation: 'Compares the other fields of the session, such as the list in fix_network.',
    run: (trial) => requireVerbatim(trial, FIELDS),
  },
  {
    id: 'session.unknown-fields',
    title: 'fields that are not documented yet reach the browser',
    grade: 'should',
    section: SECTION,
    explanation:
      'Adds a field to the session. The response is to be passed to the widget as it is.',
    run: (trial) =>
      requireVerbatim(trial, ['certify_extra'], { certify_extra: { levels: [1, 'two'] } }),
  },
];
