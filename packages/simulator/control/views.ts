import { z } from 'zod';
import type { User } from '../core/user';
import { definitionsById, type FaultId } from '../faults/registry';
import { SCENARIOS } from '../scenarios/catalogue';
import { stepsOf } from '../scenarios/compose';
import type { Deed, Scenario } from '../scenarios/scenario';
import type { World } from '../world';

export const userView = ({ partnerUserId, email, kycStatus, nextScenario }: User) => ({
  partner_user_id: partnerUserId,
  email,
  kyc_status: kycStatus,
  next_scenario: nextScenario,
});

export function clockView({ clock }: World) {
  const nowMs = clock.nowMs();
  const { frozenAtMs } = clock.state;
  // Of a clock that stands still the distance grows, so it is measured now.
  const offsetMs = frozenAtMs === null ? clock.state.offsetMs : nowMs - Date.now();
  return { nowMs, now: new Date(nowMs).toISOString(), offsetMs, frozen: frozenAtMs !== null };
}

function deedInWords(deed: Deed): string {
  switch (deed.kind) {
    case 'act':
      return deed.action.replaceAll('_', ' ');
    case 'identity':
      return `identity ${deed.status}${deed.unlessVerified ? ', unless it is verified' : ''}`;
    case 'open_deposit':
      return 'show the deposit address';
    case 'partial_deposit':
      return `deposit ${Number(deed.share) * 100} % of the amount`;
    case 'set_status':
      return `status becomes ${deed.status}`;
    case 'stale_message':
      return `send an old "${deed.status}" again`;
  }
}

function stepsView(name: string, scenario: Scenario, type: 'buy' | 'sell') {
  if (!scenario[type]) return null;
  const steps = stepsOf(name, type);
  return steps.map(({ phase, after, deed }) => ({ phase, after, does: deedInWords(deed) }));
}

export function scenarioViews() {
  return Object.entries(SCENARIOS).map(([name, scenario]) => ({
    name,
    title: scenario.title,
    description: scenario.description,
    types: (['buy', 'sell'] as const).filter((type) => scenario[type] !== null),
    amountEnding: `.${scenario.amountEnding}`,
    exampleAmount: `100.${scenario.amountEnding}`,
    exampleEmail: `name+${name}@example.com`,
    shareUrl: `/control?scenario=${name}`,
    steps: { buy: stepsView(name, scenario, 'buy'), sell: stepsView(name, scenario, 'sell') },
  }));
}

export function faultViews({ board }: World) {
  return definitionsById().map(([id, { parameters, ...words }]) => ({
    id,
    ...words,
    parametersSchema: z.toJSONSchema(parameters, { io: 'input' }),
    on: board.parametersOf(id) !== null,
    parameters: board.parametersOf(id) ?? parameters.parse({}),
    taken: board.taken(id),
  }));
}

export function faultView(world: World, id: FaultId) {
  return faultViews(world).find((view) => view.id === id);
}
