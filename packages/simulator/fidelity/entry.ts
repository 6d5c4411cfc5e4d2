export const FIDELITY_KINDS = [
  'endpoint',
  'field',
  'status',
  'error',
  'timing',
  'behaviour',
] as const;

/**
 * Where a behaviour comes from: Proof's public documentation, an older edition of it, a conclusion
 * from either, or nothing at all, where the simulator had to do something.
 */
export const FIDELITY_SOURCES = ['documented', 'older', 'inferred', 'assumed'] as const;

export type FidelityEntry = {
  id: string;
  title: string;
  kind: (typeof FIDELITY_KINDS)[number];
  source: (typeof FIDELITY_SOURCES)[number];
  note: string;
  /** The setting or fault that chooses another answer, where there is one. */
  switch: string | null;
};

type Kind = FidelityEntry['kind'];
type Source = FidelityEntry['source'];

/** One row: id, source, title, what the simulator does, and the switch if there is one. */
export type Row = [id: string, source: Source, title: string, note: string, choice?: string];

export function rowsOf(kind: Kind, rows: Row[]): FidelityEntry[] {
  return rows.map(([id, source, title, note, choice]) => ({
    id: `${kind}-${id}`,
    title,
    kind,
    source,
    note,
    switch: choice ?? null,
  }));
}
