import { HAPPY_PATH, SCENARIOS } from './catalogue';
import { PHASES, type Phase, type Scenario, type Step } from './scenario';

export class UnknownScenarioError extends Error {}

/** Asked for a buy, but it can only happen to a sell, or the other way round. */
export class ScenarioTypeError extends Error {}

const SEPARATOR = '+';

function parts(name: string): [string, Scenario][] {
  return name.split(SEPARATOR).map((part) => {
    const scenario = Object.hasOwn(SCENARIOS, part) ? SCENARIOS[part] : undefined;
    if (!scenario) {
      const known = Object.keys(SCENARIOS).join(', ');
      throw new UnknownScenarioError(
        `There is no scenario "${part}". Known: ${known}; several are joined by "${SEPARATOR}".`,
      );
    }
    return [part, scenario];
  });
}

export function isScenario(name: string): boolean {
  return name.split(SEPARATOR).every((part) => Object.hasOwn(SCENARIOS, part));
}

/** @throws UnknownScenarioError listing the known names */
export function requireScenario(name: string): void {
  parts(name);
}

export function suits(name: string, type: 'buy' | 'sell'): boolean {
  return isScenario(name) && parts(name).every(([, scenario]) => scenario[type] !== null);
}

/**
 * The steps of one scenario, or of several joined by `+`: for each phase the last one that says
 * something about it, else the happy path.
 * @throws UnknownScenarioError listing the known names, ScenarioTypeError
 */
export function stepsOf(name: string, type: 'buy' | 'sell'): (Step & { phase: Phase })[] {
  const phases = { ...HAPPY_PATH[type] };
  for (const [part, scenario] of parts(name)) {
    const own = scenario[type];
    if (!own) throw new ScenarioTypeError(`The scenario "${part}" cannot happen to a ${type}.`);
    Object.assign(phases, own);
  }
  return PHASES.flatMap((phase) => phases[phase].map((step) => ({ ...step, phase })));
}
