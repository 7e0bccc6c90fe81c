import { classOfEscape, not, propertyClass } from './characters.ts';
import type { CharacterTest } from './pattern.ts';
import type { PatternText } from './pattern-text.ts';

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };
/** Escapes that give a character's code, by their letter: `\x41`, `\x{1f44d}`, `\u0041`, `\0101`. */
const NUMERIC: Readonly<Record<string, readonly [digits: RegExp, base: number]>> = {
  x: [/^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/, 16],
  u: [/^()([0-9a-fA-F]{4})/, 16],
  0: [/^()([0-3][0-7]{2}|[0-7]{1,2})/, 8],
};

/** Whether the escape stands for a set of characters: `\d`, `\p{L}`. */
export function isClassEscape(letter: string): boolean {
  return classOfEscape(letter) !== undefined || letter === 'p' || letter === 'P';
}

/** The characters that an escape stands for. The backslash and its letter are taken already. @throws InvalidPattern */
export function escapedClass(letter: string, source: PatternText): CharacterTest {
  const known = classOfEscape(letter);
  if (known) return known;
  if (letter === 'p' || letter === 'P') {
    const family = source.match(/^(?:\{([^}]*)\}|(.))/s);
    if (!family) return source.fail('Unclosed character family');
    const test = propertyClass(family[1] ?? family[2] ?? '');
    return letter === 'p' ? test : not(test);
  }
  const wanted = escapedCode(letter, source);
  return (code) => code === wanted;
}

/** The one character that an escape stands for. @throws InvalidPattern */
export function escapedCode(letter: string, source: PatternText): number {
  const control = CONTROL[letter];
  if (control !== undefined) return control;
  const [digits, base] = NUMERIC[letter] ?? [];
  if (digits && base !== undefined) {
    const match = source.match(digits);
    return match ? Number.parseInt(match[1] || match[2] || '', base) : source.fail('Illegal escape sequence');
  }
  if (letter === 'c') return source.character().charCodeAt(0) ^ 64;
  if (/[A-Za-z]/.test(letter)) return source.fail('Illegal/unsupported escape sequence');
  return letter.codePointAt(0) ?? 0;
}
