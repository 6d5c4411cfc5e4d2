import { HAPPY_PATH, SCENARIOS } from './catalogue';
import { PHASES, type Phase, type Scenario, type ScenarioStep } from './scenario';

export class UnknownScenarioError extends Error {}

/** The scenario suits only the other type of transaction. */
export class ScenarioTypeError extends Error {}

const SEPARATOR = '+';

function parse(name: string): [string, Scenario][] {
  return name.split(SEPARATOR).map((part) => {
    const scenario = Object.hasOwn(SCENARIOS, part) ? SCENARIOS[part] : undefined;
    if (!scenario) {
      const known = Object.keys(SCENARIOS).join(', ');
      throw new UnknownScenarioError(
        `There is no scenario "${part}". Known: ${known}. Combine several with "${SEPARATOR}".`,
      );
    }
    return [part, scenario];
  });
}

export function isScenario(name: string): boolean {
  return name.split(SEPARATOR).every((part) => Object.hasOwn(SCENARIOS, part));
}

/** @throws UnknownScenarioError with the known names */
export function requireScenario(name: string): void {
  parse(name);
}

export function isScenarioFor(name: string, type: 'buy' | 'sell'): boolean {
  return isScenario(name) && parse(name).every(([, scenario]) => scenario[type] !== null);
}

/**
 * The steps of one scenario, or of several combined with `+`. The last scenario that defines a phase
 * wins; phases that none defines run as on the happy path.
 * @throws UnknownScenarioError with the known names, ScenarioTypeError
 */
export function stepsOf(name: string, type: 'buy' | 'sell'): (ScenarioStep & { phase: Phase })[] {
  const phases = { ...HAPPY_PATH[type] };
  for (const [part, scenario] of parse(name)) {
    const overrides = scenario[type];
    if (!overrides) {
      throw new ScenarioTypeError(`The scenario "${part}" cannot happen to a ${type}.`);
    }
    Object.assign(phases, overrides);
  }
  return PHASES.flatMap((phase) => phases[phase].map((step) => ({ ...step, phase })));
}
