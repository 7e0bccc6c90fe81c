/** What went wrong on the network, in a few words: a system error's code where its message is empty, as with refused connections. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return error.message || code || error.name;
}
