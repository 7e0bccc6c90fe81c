const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** With this bit set, `[` is `{` and `]` is `}`. */
const BRACE_BIT = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/** Whether a JSON document's lists and objects are nested deeper than so many levels. It takes no stack, whatever the text is. */
export function isDeeperThan(levels: number, text: string): boolean {
  // Each level takes a bracket at both of its ends: most documents are too short.
  if (text.length <= 2 * levels) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if ((code | BRACE_BIT) === OPENING && ++depth > levels) return true;
    else if ((code | BRACE_BIT) === CLOSING) depth--;
  }
  return false;
}

/** Where the quote is that ends the string; the text's end where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}
