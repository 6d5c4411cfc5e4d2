/** A failure the person at the terminal can act on: shown as its sentence alone, without a stack. */
export class CommandError extends Error {
  override name = 'CommandError';
}
