const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', "'": "'", '"': '"' };

/**
 * The text that a string literal stands for. `\uXXXX` is not an escape. A backslash that was escaped itself escapes nothing, but only
 * where a single one stands before it: so the engine's own replacement goes.
 *
 * @param keepsBackslashes how 8.6 reads it: two backslashes stay two, and the second one still escapes
 */
export function decodeEscapes(raw: string, keepsBackslashes: boolean): string {
  if (!raw.includes('\\')) return raw;
  if (keepsBackslashes) return raw.replace(/\\([nrt'"])/g, (_, name: string) => ESCAPES[name] ?? name);
  const withEscapes = raw.replace(/(?<!\\)\\([nrtbf'"])/g, (_, name: string) => ESCAPES[name] ?? name);
  return withEscapes.replaceAll('\\\\', '\\');
}
