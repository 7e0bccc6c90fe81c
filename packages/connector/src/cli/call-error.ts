/** Thrown where the command line's arguments cannot be understood; its message says which. */
export class CallError extends Error {
  override readonly name = 'CallError';
}
