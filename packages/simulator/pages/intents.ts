import { legalActions, type TransactionAction } from '../core/actions';
import { type CardForm, cardDigits, cardErrors, chargeCard } from '../core/cards';
import type { Frame, Step } from '../core/frame';
import { FIAT_CURRENCIES } from '../core/quote';
import { normaliseIp, sign } from '../core/signature';
import { canSubmitIdentity } from '../core/user';
import type { Wish } from '../scenarios/runner';
import { SIGNING_SECRET } from '../transport/session-response';
import type { World } from '../world';
import type { Visit } from './visit';

export type Form = { get(name: string): string; remoteIp: string };
export type FormErrors = Record<string, string>;

type Intent = {
  steps: Step[];
  /** @returns messages by field when the form cannot be taken, nothing else. */
  check?(visit: Visit, form: Form): FormErrors;
  apply(world: World, visit: Visit, form: Form): void;
};

function saveFrame(world: World, frame: Frame, change: Partial<Frame>): void {
  world.store.frames.put(frame.id, { ...frame, ...change });
}

/** A script that was about to do the same does it now; any other hand ends the script. */
function actIfLegal(
  world: World,
  visit: Visit,
  action: TransactionAction,
  ...wishes: Wish[]
): void {
  if (world.scenarios.bringForward(visit.transaction, wishes)) return;
  if (!legalActions(visit.transaction, visit.nowMs).includes(action)) return;
  world.provider.act(world.scenarios.release(visit.transaction), action);
}

/** In a script the card is charged as the script says, whatever its number. */
function sendCard(world: World, { transaction }: Visit, card: CardForm): void {
  const ending = cardDigits(card.number).slice(-4);
  const isSell = transaction.type === 'sell';
  const wishes: Wish[] = isSell ? ['open_deposit'] : ['pay', 'decline'];
  const named = world.provider.change(transaction, { cardEnding: ending }, 'card');
  if (world.scenarios.bringForward(named, wishes)) return;
  const free = world.scenarios.release(named);
  if (isSell) world.provider.openDeposit(free, ending);
  else world.provider.act(free, chargeCard(card));
}

/** The signature covers the end user's IP, so a wrong `client_ip` shows here and nowhere before. */
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

const BEFORE_PAYMENT: Step[] = [
  'quote',
  'document',
  'selfie',
  'checking',
  'identity-failed',
  'method',
  'card',
  'deposit',
];

/** What the user can ask for, and on which step; on any other step the request changes nothing. */
export const INTENTS: Record<string, Intent> = {
  login: {
    steps: ['login'],
    check(_, form): FormErrors {
      const code = form.get('code').trim();
      if (!/^\d{6}$/.test(code)) return { code: 'Enter the 6 digits of the code.' };
      return code === '000000' ? { code: 'That code is not right. Try another one.' } : {};
    },
    apply: (world, { frame }) => saveFrame(world, frame, { loggedIn: true }),
  },
  'change-fiat': {
    steps: ['quote'],
    apply(world, { transaction }, form) {
      const fiat = FIAT_CURRENCIES.find((known) => known === form.get('fiat'));
      if (fiat) world.provider.changeFiatCurrency(transaction, fiat);
    },
  },
  'accept-quote': {
    steps: ['quote'],
    apply: (world, { frame }) => saveFrame(world, frame, { quoteAccepted: true }),
  },
  'send-document': {
    steps: ['document', 'identity-failed'],
    apply: (world, { frame }, form) => saveFrame(world, frame, { document: form.get('document') }),
  },
  'send-selfie': {
    steps: ['selfie'],
    apply(world, { frame, user }, form) {
      saveFrame(world, frame, { document: null });
      const outcome = form.get('photo') === 'sample-that-fails' ? 'failed' : 'verified';
      if (canSubmitIdentity(user)) world.provider.submitIdentity(user, outcome);
    },
  },
  'choose-method': {
    steps: ['method'],
    check(visit, form): FormErrors {
      if (signatureIsValid(visit, form.remoteIp)) return {};
      return { method: 'The signature of this payment is not valid. Start again at the partner.' };
    },
    apply: (world, { frame }) => saveFrame(world, frame, { method: 'card' }),
  },
  'change-method': {
    steps: ['card'],
    apply: (world, { frame }) => saveFrame(world, frame, { method: null }),
  },
  'send-card': {
    steps: ['card'],
    check: ({ transaction, nowMs }, form) => ({
      ...cardErrors(readCard(form), transaction.type, nowMs),
    }),
    apply: (world, visit, form) => sendCard(world, visit, readCard(form)),
  },
  'send-deposit': {
    steps: ['deposit', 'failed'],
    apply: (world, visit) => actIfLegal(world, visit, 'deposit', 'deposit', 'partial_deposit'),
  },
  'pass-window': {
    steps: ['deposit'],
    apply: (world, visit) => actIfLegal(world, visit, 'expire_deposit_window'),
  },
  'retry-payment': {
    steps: ['failed'],
    apply(world, visit) {
      saveFrame(world, visit.frame, { quoteAccepted: true, method: null });
      actIfLegal(world, visit, 'retry', 'retry');
    },
  },
  cancel: {
    steps: BEFORE_PAYMENT,
    apply: (world, visit) => actIfLegal(world, visit, 'cancel'),
  },
};
