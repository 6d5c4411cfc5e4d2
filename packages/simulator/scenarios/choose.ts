import { SCENARIOS } from './catalogue';
import { suits } from './compose';

type Choice = {
  type: 'buy' | 'sell';
  email: string;
  amount: string;
  nextScenario: string | null;
  magicAmounts: boolean;
};

/** The tag of `name+tag@host`; it may itself join scenarios by `+`. */
function emailTag(email: string): string | null {
  return /^[^+@]+\+(.+)@/.exec(email)?.[1] ?? null;
}

function byAmount(amount: string): string | null {
  const ending = /\.(\d\d)$/.exec(amount)?.[1];
  const found = Object.entries(SCENARIOS).find(([, { amountEnding }]) => amountEnding === ending);
  return found?.[0] ?? null;
}

/**
 * Which scenario a new session follows: the one set for the user's next session, else the tag of the
 * e-mail address, else the amount. Names that are unknown or do not suit the type choose nothing,
 * because plus-tags and amounts have other meanings too.
 */
export function chooseScenario(choice: Choice): string | null {
  const candidates = [
    choice.nextScenario,
    emailTag(choice.email),
    choice.magicAmounts ? byAmount(choice.amount) : null,
  ];
  return candidates.find((name) => name !== null && suits(name, choice.type)) ?? null;
}
