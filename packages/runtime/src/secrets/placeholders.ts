import { bracedIn } from './braced.ts';

const BARE_WHOLE = /^secrets\.((?:[a-zA-Z0-9]+[/._-])*[a-zA-Z0-9]+)$/;
const BARE_WORD = /(?<![\w.])secrets\.((?:[a-zA-Z0-9]+[/._-])*[a-zA-Z0-9]+)/g;

/** Replaces each `{{secrets.NAME}}` of a text once. */
export function replaceBraced(text: string, value: (name: string, placeholder: string) => string): string {
  return replaceParts(text, value, (between) => between);
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
  return replaceParts(text, required, (between) =>
    between.replace(BARE_WORD, (placeholder, name: string) => optional(name) ?? placeholder),
  );
}

function replaceParts(
  text: string,
  braced: (name: string, placeholder: string) => string,
  other: (between: string) => string,
): string {
  const parts: string[] = [];
  let done = 0;
  for (const { name, start, end } of bracedIn(text)) {
    parts.push(other(text.slice(done, start)), braced(name, text.slice(start, end)));
    done = end;
  }
  parts.push(other(text.slice(done)));
  return parts.join('');
}
