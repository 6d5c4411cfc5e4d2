export const FIDELITY_KINDS = [
  'endpoint',
  'field',
  'status',
  'error',
  'timing',
  'behaviour',
] as const;

export const CERTAINTIES = ['documented', 'older_edition', 'inferred', 'assumed'] as const;

/** How certain it is that Proof behaves as the simulator does. */
export type Certainty = (typeof CERTAINTIES)[number];

export const CERTAINTY_MEANINGS: Record<Certainty, string> = {
  documented: 'in Proof’s public documentation',
  older_edition: 'only in an older edition of the documentation',
  inferred: 'concluded from the documentation, or from that of the underlying widget',
  assumed: 'not documented; the simulator had to choose',
};

export const certaintyLabel = (certainty: Certainty) => certainty.replace('_', ' ');

type Kind = (typeof FIDELITY_KINDS)[number];

export type FidelityEntry = {
  id: string;
  title: string;
  kind: Kind;
  certainty: Certainty;
  note: string;
  /** The setting, fault or scenario that selects another behaviour. */
  switch: string | null;
};

/** `note` says what the simulator does. */
export type Row = [
  id: string,
  certainty: Certainty,
  title: string,
  note: string,
  switchName?: string,
];

export function entriesOf(kind: Kind, rows: Row[]): FidelityEntry[] {
  return rows.map(([id, certainty, title, note, choice]) => ({
    id: `${kind}-${id}`,
    title,
    kind,
    certainty,
    note,
    switch: choice ?? null,
  }));
}
