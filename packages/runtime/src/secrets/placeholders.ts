const BRACES = /\{\{\s*secrets\.(\S+?)\s*\}\}/g;
const BARE_WHOLE = /^secrets\.((?:[a-zA-Z0-9]+[/._-])*[a-zA-Z0-9]+)$/;
const BRACES_OR_WORD = /\{\{\s*secrets\.(\S+?)\s*\}\}|(?<![\w.])secrets\.((?:[a-zA-Z0-9]+[/._-])*[a-zA-Z0-9]+)/g;

/** Replaces each `{{secrets.NAME}}` of a text once. */
export function replaceBraced(text: string, value: (name: string, placeholder: string) => string): string {
  return text.replace(BRACES, (placeholder, name: string) => value(name, placeholder));
}

/**
 * Replaces the placeholders of a text once: what is put in is never looked at again. `{{secrets.NAME}}` and a text that is
 * nothing but `secrets.NAME` must exist; `secrets.NAME` inside a text is taken only where such a secret exists.
 *
 * @param required gives a secret's value, or throws
 */
export function replacePlaceholders(
  text: string,
  required: (name: string) => string,
  optional: (name: string) => string | undefined,
): string {
  const whole = BARE_WHOLE.exec(text)?.[1];
  if (whole !== undefined) return required(whole);
  return text.replace(BRACES_OR_WORD, (placeholder, braced?: string, bare?: string) =>
    braced === undefined ? (optional(bare ?? '') ?? placeholder) : required(braced),
  );
}
