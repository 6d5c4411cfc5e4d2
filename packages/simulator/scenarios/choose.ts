import { SCENARIOS } from './catalogue';
import { isScenarioFor } from './compose';

type Session = {
  type: 'buy' | 'sell';
  email: string;
  amount: string;
  nextScenario: string | null;
  magicAmounts: boolean;
};

/** The tag of `name+tag@host`, which may combine scenarios with `+`. */
function emailTag(email: string): string | null {
  return /^[^+@]+\+(.+)@/.exec(email)?.[1] ?? null;
}

function scenarioOfAmount(amount: string): string | null {
  const ending = /\.(\d\d)$/.exec(amount)?.[1];
  const found = Object.entries(SCENARIOS).find(([, { amountEnding }]) => amountEnding === ending);
  return found?.[0] ?? null;
}

/**
 * The scenario of a new session: the one set for the user's next session, otherwise that of the
 * e-mail tag, otherwise that of the amount. Tags and amounts that name no scenario of this type are
 * ignored, because they have other meanings too.
 */
export function chooseScenario(session: Session): string | null {
  const candidates = [
    session.nextScenario,
    emailTag(session.email),
    session.magicAmounts ? scenarioOfAmount(session.amount) : null,
  ];
  return candidates.find((name) => name !== null && isScenarioFor(name, session.type)) ?? null;
}
