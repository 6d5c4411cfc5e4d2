/** The check could not be made at all: shown as its sentence alone, without a stack. */
export class CouldNotRunError extends Error {
  override name = 'CouldNotRunError';
}
