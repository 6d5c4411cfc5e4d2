import { onSession, onTransaction } from '../deviations';
import type { Deviation } from '../proxy';

type Fields = Record<string, unknown>;
type Changes = Fields | ((body: Fields) => Fields);

/** A deviation written from the contract alone, and what the contract makes of it. */
export type FurtherDeviation = {
  name: string;
  contract: string;
  /** `failed`: the contract states otherwise. `observed`: it is silent. `nothing`: it allows it. */
  expected: 'failed' | 'observed' | 'nothing';
  /** The rule that reports it; `null` if none should. */
  reportedBy: string | null;
  deviation: Deviation;
};

/** `contract` is what the contract says. */
export type Row = [name: string, contract: string, reportedBy: string, deviation: Deviation];
export type AllowedRow = [name: string, contract: string, deviation: Deviation];

export const expecting = (expected: 'failed' | 'observed', rows: Row[]): FurtherDeviation[] =>
  rows.map(([name, contract, reportedBy, deviation]) => ({
    ...{ name, contract, expected, reportedBy, deviation },
  }));

export const allowing = (rows: AllowedRow[]): FurtherDeviation[] =>
  rows.map(([name, contract, deviation]) => ({
    ...{ name, contract, expected: 'nothing', reportedBy: null, deviation },
  }));

const change = (body: Fields, changes: Changes) =>
  Object.assign(body, typeof changes === 'function' ? changes(body) : changes);

export const session = (changes: Changes) => onSession((body) => change(body, changes));

export const transaction = (changes: Changes) => onTransaction((body) => change(body, changes));

export const kyc = (changes: Changes): Deviation => ({
  response({ status, body }, { path }) {
    if (path.startsWith('/widget/users') && status === 200) change(body, changes);
  },
});

export const webhook = (changes: Changes): Deviation => ({
  webhook: (_, body) => change(body, changes),
});

export const message = (changes: Changes): Deviation => ({
  message: (body) => change(body, changes),
});

export const isPaid = ({ status }: Fields) => status === 'processing' || status === 'completed';
