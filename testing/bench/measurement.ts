import { median, medianAbsoluteDeviation } from 'simple-statistics';

/** Rounds of each comparison. More than one, because a machine is never quiet for long. */
const ROUNDS = 5;

/** What was measured in each round, beside what it is compared with in the same rounds. */
export type Measurement = {
  name: string;
  unit: string;
  values: number[];
  comparedWith?: { name: string; values: number[] };
  /** Of the ratio of the medians, or of the median if it is compared with nothing. */
  target: Target;
};

/** `within`: as much above or below, as a share. */
type Target = { atLeast: number } | { atMost: number } | { within: number };

export type Result = {
  name: string;
  unit: string;
  median: number;
  /** The median distance of the rounds from their median. */
  spread: number;
  comparedWith?: { name: string; median: number; spread: number };
  ratio?: number;
  target: string;
  holds: boolean;
};

export function judge({ name, unit, values, comparedWith, target }: Measurement): Result {
  const base = comparedWith && { name: comparedWith.name, ...summarise(comparedWith.values) };
  const measured = summarise(values);
  const judged = base ? measured.median / base.median : measured.median;
  const { holds, limit } = judgeTarget(judged, target);
  return {
    ...{ name, unit, ...measured, holds },
    ...(base && { comparedWith: base, ratio: judged }),
    target: base ? `${limit} ×` : `${limit} ${unit}`,
  };
}

function judgeTarget(judged: number, target: Target): { holds: boolean; limit: string } {
  if ('within' in target)
    return { holds: Math.abs(judged - 1) <= target.within, limit: `1 ± ${target.within}` };
  return 'atLeast' in target
    ? { holds: judged >= target.atLeast, limit: `≥ ${target.atLeast}` }
    : { holds: judged <= target.atMost, limit: `≤ ${target.atMost}` };
}

const summarise = (values: number[]) => ({
  median: median(values),
  spread: medianAbsoluteDeviation(values),
});

/**
 * Runs each side once per round, in turn, so that other load on the machine slows all of them. The
 * first round warms them up and does not count.
 */
export async function inTurn<Values extends Record<string, unknown>>(
  sides: {
    [Side in keyof Values]: () => Promise<Values[Side]>;
  },
): Promise<{ [Side in keyof Values]: Values[Side][] }> {
  const names: (keyof Values)[] = Object.keys(sides);
  const values = Object.fromEntries(names.map((name) => [name, []])) as unknown as {
    [Side in keyof Values]: Values[Side][];
  };
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const name of names) {
      const value = await sides[name]();
      if (round > 0) values[name].push(value);
    }
  return values;
}

/** How long something takes, in ms: the mean of several runs, one after another. */
export async function timeOf(run: () => Promise<unknown>, runs = 1): Promise<number> {
  const startMs = performance.now();
  for (let done = 0; done < runs; done += 1) await run();
  return (performance.now() - startMs) / runs;
}

/**
 * How long each side takes, in ms: the median of several runs of each round, of both sides in turn.
 * `all` has every run.
 */
export async function timesOf<Side extends string>(
  sides: Record<Side, () => Promise<unknown>>,
  runs: number,
): Promise<{ medians: Record<Side, number[]>; all: Record<Side, number[]> }> {
  const names = Object.keys(sides) as Side[];
  const perSide = <Value>(of: (name: Side) => Value) =>
    Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Side, Value>;
  const { rounds } = await inTurn({
    rounds: async () => {
      const times = perSide((): number[] => []);
      for (let run = 0; run < runs; run += 1)
        for (const name of names) times[name].push(await timeOf(sides[name]));
      return times;
    },
  });
  return {
    medians: perSide((name) => rounds.map((times) => median(times[name]))),
    all: perSide((name) => rounds.flatMap((times) => times[name])),
  };
}
