/** A placeholder in a text, and the secret that it names. */
export interface Placeholder {
  readonly text: string;
  readonly name: string;
}

const BRACES = /\{\{\s*secrets\.(\S+?)\s*\}\}/g;
const BARE_WHOLE = /^secrets\.((?:[a-zA-Z0-9]+[/._-])*[a-zA-Z0-9]+)$/;
const BARE_WORD = /(?<![\w.])secrets\.((?:[a-zA-Z0-9]+[/._-])*[a-zA-Z0-9]+)/g;

/** Every `{{secrets.NAME}}` of a text. */
export function bracedPlaceholders(text: string): readonly Placeholder[] {
  return [...text.matchAll(BRACES)].map(([placeholder, name = '']) => ({ text: placeholder, name }));
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
  const parts = text.split(/(\{\{\s*secrets\.\S+?\s*\}\})/);
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(BARE_WORD, (bare, name: string) => optional(name) ?? bare);
      return required(bracedPlaceholders(part)[0]?.name ?? '');
    })
    .join('');
}
