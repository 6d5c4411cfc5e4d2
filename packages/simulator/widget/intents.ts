import { SIGNING_SECRET } from '../api/session-response';
import { possibleActions, type TransactionAction } from '../provider/actions';
import { type CardForm, cardDigits, cardErrors, chargeCard } from '../provider/cards';
import { type Frame, loginCodeOf, type WidgetStep } from '../provider/frame';
import { normaliseIp, sign } from '../provider/signature';
import { canSubmitIdentity } from '../provider/user';
import type { UserAction } from '../scenarios/runner';
import type { Simulator } from '../simulator';
import type { Visit } from './visit';

export type Form = { get(name: string): string; remoteIp: string };
export type FormErrors = Record<string, string>;

type Intent = {
  steps: WidgetStep[];
  /** Returns messages by field. The intent is applied when there are none. */
  validate?(visit: Visit, form: Form): FormErrors;
  apply(simulator: Simulator, visit: Visit, form: Form): void;
};

function saveFrame(simulator: Simulator, frame: Frame, change: Partial<Frame>): void {
  simulator.store.frames.put(frame.id, { ...frame, ...change });
}

/** Runs the matching step of the scenario, or ends the scenario and runs the action. */
function actIfPossible(
  simulator: Simulator,
  visit: Visit,
  action: TransactionAction,
  ...userActions: UserAction[]
): void {
  if (simulator.scenarios.skipTo(visit.transaction, userActions)) return;
  if (!possibleActions(visit.transaction, visit.nowMs).includes(action)) return;
  simulator.provider.act(simulator.scenarios.end(visit.transaction), action);
}

/** While a scenario runs, it decides about the card, whatever its number. */
function submitCard(simulator: Simulator, { transaction }: Visit, card: CardForm): void {
  const ending = cardDigits(card.number).slice(-4);
  const isSell = transaction.type === 'sell';
  const userActions: UserAction[] = isSell ? ['open_deposit'] : ['pay', 'decline'];
  const updated = simulator.provider.change(transaction, { cardEnding: ending }, 'card');
  if (simulator.scenarios.skipTo(updated, userActions)) return;
  const manual = simulator.scenarios.end(updated);
  if (isSell) simulator.provider.openDeposit(manual, ending);
  else simulator.provider.act(manual, chargeCard(card));
}

/** The signature covers the end user's IP address, so a wrong `client_ip` is noticed only here. */
function signatureIsValid({ frame, transaction }: Visit, remoteIp: string): boolean {
  const { id, address, clientIp } = transaction;
  const expected = sign(SIGNING_SECRET, { merchantTransactionId: id, address, clientIp });
  const sameIp = clientIp === null || normaliseIp(clientIp) === normaliseIp(remoteIp);
  return sameIp && frame.signature === expected;
}

function readCard(form: Form): CardForm {
  return {
    number: form.get('number'),
    expiry: form.get('expiry'),
    cvv: form.get('cvv'),
    name: form.get('name'),
  };
}

const BEFORE_PAYMENT: WidgetStep[] = [
  'quote',
  'document',
  'selfie',
  'checking',
  'identity-failed',
  'method',
  'card',
  'deposit',
];

/** The forms of the widget and the steps that have them. On other steps a form changes nothing. */
export const INTENTS: Record<string, Intent> = {
  login: {
    steps: ['login'],
    validate({ frame }, form): FormErrors {
      const code = form.get('code').replace(/\s/g, '');
      if (!/^\d{6}$/.test(code)) return { code: 'Enter the 6 digits of the code.' };
      if (code === loginCodeOf(frame)) return {};
      return { code: 'That code isn’t right. Check the email and try again.' };
    },
    apply: (simulator, { frame }) => saveFrame(simulator, frame, { loggedIn: true }),
  },
  'change-fiat': {
    steps: ['quote'],
    apply(simulator, { transaction }, form) {
      const fiat = form.get('fiat');
      if (simulator.config.fiatCurrencies.includes(fiat))
        simulator.provider.changeFiatCurrency(transaction, fiat);
    },
  },
  'accept-quote': {
    steps: ['quote'],
    apply: (simulator, { frame }) => saveFrame(simulator, frame, { quoteAccepted: true }),
  },
  'send-document': {
    steps: ['document', 'identity-failed'],
    apply: (simulator, { frame }, form) =>
      saveFrame(simulator, frame, { document: form.get('document') }),
  },
  'send-selfie': {
    steps: ['selfie'],
    apply(simulator, { frame, user }, form) {
      saveFrame(simulator, frame, { document: null });
      const outcome = form.get('photo') === 'sample-that-fails' ? 'failed' : 'verified';
      if (canSubmitIdentity(user)) simulator.provider.submitIdentity(user, outcome);
    },
  },
  'choose-method': {
    steps: ['method'],
    validate(visit, form): FormErrors {
      if (signatureIsValid(visit, form.remoteIp)) return {};
      return {
        method:
          'The signature of this payment is not valid. Go back to the partner and start again.',
      };
    },
    apply: (simulator, { frame }) => saveFrame(simulator, frame, { method: 'card' }),
  },
  'change-method': {
    steps: ['card'],
    apply: (simulator, { frame }) => saveFrame(simulator, frame, { method: null }),
  },
  'send-card': {
    steps: ['card'],
    validate: ({ transaction, nowMs }, form) => ({
      ...cardErrors(readCard(form), transaction.type, nowMs),
    }),
    apply: (simulator, visit, form) => submitCard(simulator, visit, readCard(form)),
  },
  'send-deposit': {
    steps: ['deposit', 'failed'],
    apply: (simulator, visit) =>
      actIfPossible(simulator, visit, 'deposit', 'deposit', 'partial_deposit'),
  },
  'pass-window': {
    steps: ['deposit'],
    apply: (simulator, visit) => actIfPossible(simulator, visit, 'expire_deposit_window'),
  },
  'retry-payment': {
    steps: ['failed'],
    apply(simulator, visit) {
      saveFrame(simulator, visit.frame, { quoteAccepted: true, method: null });
      actIfPossible(simulator, visit, 'retry', 'retry');
    },
  },
  cancel: {
    steps: BEFORE_PAYMENT,
    apply: (simulator, visit) => actIfPossible(simulator, visit, 'cancel'),
  },
};
