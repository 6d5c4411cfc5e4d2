export type CardForm = { number: string; expiry: string; cvv: string; name: string };
export type CardErrors = Partial<Record<keyof CardForm, string>>;

/** The CVVs with which the sandbox's test cards pay. Any other CVV is declined. */
const TEST_CARDS: Record<string, string[]> = {
  '4444444444443333': ['123'],
  '5555444433331111': ['123'],
};

export function cardDigits(number: string): string {
  return number.replace(/[\s-]/g, '');
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, index) => {
    const doubled = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function isFutureMonth(expiry: string, nowMs: number): boolean {
  const match = /^(0[1-9]|1[0-2])\s*\/\s*(\d{2})$/.exec(expiry.trim());
  if (!match) return false;
  return Date.UTC(2000 + Number(match[2]), Number(match[1])) > nowMs;
}

/** Returns messages by field. A payout card needs no CVV. */
export function cardErrors(card: CardForm, type: 'buy' | 'sell', nowMs: number): CardErrors {
  const digits = cardDigits(card.number);
  const errors: CardErrors = {};
  const known = digits in TEST_CARDS;
  if (!/^\d{13,19}$/.test(digits) || !(known || passesLuhn(digits))) {
    errors.number = 'Enter the long number on the front of the card.';
  } else if (type === 'sell' && !known) {
    errors.number = 'This card cannot receive payouts. Use a test card.';
  }
  if (!isFutureMonth(card.expiry, nowMs)) errors.expiry = 'Enter a month in the future, as MM/YY.';
  if (type === 'buy' && !/^\d{3,4}$/.test(card.cvv)) {
    errors.cvv = 'Enter the 3 or 4 digits on the back of the card.';
  }
  if (card.name.trim() === '') errors.name = 'Enter the name on the card.';
  return errors;
}

/** The bank's decision about a valid card. */
export function chargeCard(card: CardForm): 'pay' | 'decline' {
  return TEST_CARDS[cardDigits(card.number)]?.includes(card.cvv) ? 'pay' : 'decline';
}
