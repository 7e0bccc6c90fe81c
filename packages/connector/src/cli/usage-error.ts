/** Thrown when a call is not understood. The way out stands in the help, which is printed with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
