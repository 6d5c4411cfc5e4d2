import { CheckFailedError, NotApplicableError } from '../errors';

/** @throws CheckFailedError */
export function require(met: boolean, message: string): asserts met {
  if (!met) throw new CheckFailedError(message);
}

/** @throws NotApplicableError */
export function need<T>(value: T | null | undefined | false, what: string): T {
  if (value === null || value === undefined || value === false)
    throw new NotApplicableError(`needs ${what}`);
  return value;
}
