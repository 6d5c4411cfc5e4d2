import { z } from 'zod';
import { type FaultId, faultDefinitions } from '../injected-faults/injected-faults';
import { faultsOf, PRESETS, type PresetId } from '../injected-faults/presets';
import { snapshotOf, type Transaction } from '../provider/transaction';
import { SCENARIOS } from '../scenarios/catalogue';
import { stepsOf } from '../scenarios/compose';
import type { Scenario, StepAction } from '../scenarios/scenario';
import type { Simulator } from '../simulator';
import { possibleControlActions } from './actions';
import { userName } from './user-names';

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

function scenarioProgress({ scenario, type }: Transaction) {
  if (!scenario) return null;
  const { name, next, dueAt } = scenario;
  return { name, step: next, steps: stepsOf(name, type).length, nextStepAt: iso(dueAt) };
}

/** The fields of the API, and what only the provider knows. */
export function transactionView(simulator: Simulator, transaction: Transaction) {
  const { scenario, partnerUserId } = transaction;
  return {
    ...snapshotOf(transaction),
    partner_user_id: partnerUserId,
    user_name: userName(simulator, partnerUserId),
    amount: transaction.amount,
    payment_method: transaction.paymentMethod,
    deposit_address: transaction.depositAddress,
    failure: transaction.failure,
    next_change_at: iso(scenario ? scenario.dueAt : transaction.dueAt),
    late_deposit_credited_at: iso(transaction.lateDepositAt),
    kyc_status: simulator.store.users.get(partnerUserId)?.kycStatus ?? 'not_started',
    widget_events: transaction.widgetEvents,
    actions: possibleControlActions(simulator, transaction),
    scenario: scenarioProgress(transaction),
  };
}

export function clockView({ clock }: Simulator) {
  const nowMs = clock.nowMs();
  const { frozenAtMs } = clock.state;
  // The offset of a frozen clock grows, so it is measured now.
  const offsetMs = frozenAtMs === null ? clock.state.offsetMs : nowMs - Date.now();
  return { nowMs, now: new Date(nowMs).toISOString(), offsetMs, frozen: frozenAtMs !== null };
}

function describeStep(step: StepAction): string {
  switch (step.kind) {
    case 'act':
      return step.action.replaceAll('_', ' ');
    case 'identity':
      return `identity ${step.status}${step.unlessVerified ? ', unless already verified' : ''}`;
    case 'open_deposit':
      return 'show the deposit address';
    case 'partial_deposit':
      return `deposit ${Number(step.share) * 100} % of the amount`;
    case 'set_status':
      return `set the status to ${step.status}`;
    case 'stale_message':
      return `send an old "${step.status}" message`;
  }
}

function stepViews(name: string, scenario: Scenario, type: 'buy' | 'sell') {
  if (!scenario[type]) return null;
  return stepsOf(name, type).map((step) => ({
    phase: step.phase,
    after: step.after,
    does: describeStep(step),
  }));
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
    steps: { buy: stepViews(name, scenario, 'buy'), sell: stepViews(name, scenario, 'sell') },
  }));
}

export function faultViews({ injectedFaults }: Simulator) {
  return faultDefinitions().map(([id, { parameters, ...texts }]) => ({
    id,
    ...texts,
    parametersSchema: z.toJSONSchema(parameters, { io: 'input' }),
    on: injectedFaults.parametersOf(id) !== null,
    parameters: injectedFaults.parametersOf(id) ?? parameters.parse({}),
    taken: injectedFaults.taken(id),
  }));
}

export function faultView(simulator: Simulator, id: FaultId) {
  return faultViews(simulator).find((view) => view.id === id);
}

export function presetView({ injectedFaults }: Simulator, id: PresetId) {
  const { title, does } = PRESETS[id];
  const faults = faultsOf(id);
  const on = faults.every((fault) => injectedFaults.parametersOf(fault) !== null);
  return { id, title, does, faults, on };
}
