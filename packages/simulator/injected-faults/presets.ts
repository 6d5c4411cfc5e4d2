import { type FaultId, type InjectedFaults, isFaultId } from './injected-faults';

type Preset = {
  title: string;
  does: string;
  /** The faults that it switches on, with their parameters. */
  faults: { [Id in FaultId]?: Record<string, unknown> };
};

const PUSH_OUTAGE = { webhook_dropped: {}, socket_silent: {} };

/** Faults that belong together in an incident, by the preset's id in the control API. */
export const PRESETS = {
  push_outage: {
    title: 'Push outage',
    does: 'Drops every webhook and every WebSocket message. Sockets stay open, so nobody notices. Only polling still sees changes.',
    faults: PUSH_OUTAGE,
  },
  provider_outage: {
    title: 'Provider outage',
    does: 'A push outage, and every API call returns 502 upstream_unavailable. Open widgets keep working.',
    faults: { ...PUSH_OUTAGE, api_error: { code: 'upstream_unavailable' } },
  },
} as const satisfies Record<string, Preset>;

export type PresetId = keyof typeof PRESETS;

export function isPresetId(id: string): id is PresetId {
  return Object.hasOwn(PRESETS, id);
}

export function faultsOf(id: PresetId): FaultId[] {
  return Object.keys(PRESETS[id].faults).filter(isFaultId);
}

export function switchPresetOn(injectedFaults: InjectedFaults, id: PresetId): void {
  for (const [fault, parameters] of Object.entries(PRESETS[id].faults)) {
    if (isFaultId(fault)) injectedFaults.switchOn(fault, parameters);
  }
}
