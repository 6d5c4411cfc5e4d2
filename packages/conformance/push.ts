import { type Status, statusSchema } from './contract';

/** A socket message or the body of a webhook. */
export type Push = {
  /** On the clock of `performance.now()`. */
  atMs: number;
  /** `null` if it is not a JSON object. */
  body: Record<string, unknown> | null;
};

export const statusOf = ({ body }: Push): Status | null =>
  statusSchema.safeParse(body?.status).data ?? null;

export const statusesOf = (pushes: Push[]): Status[] =>
  pushes.flatMap((push) => statusOf(push) ?? []);
