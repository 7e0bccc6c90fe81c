import { classOfEscape, not, propertyClass } from './characters.ts';
import type { CharacterTest } from './pattern.ts';
import type { PatternText } from './pattern-text.ts';

const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };
const NUMERIC: Readonly<Record<string, readonly [pattern: RegExp, base: number]>> = {
  x: [/^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/, 16],
  u: [/^()([0-9a-fA-F]{4})/, 16],
  0: [/^()([0-3][0-7]{2}|[0-7]{1,2})/, 8],
};

/** Whether a letter behind a backslash stands for many characters: `\d`, `\p{…}`. */
export function isClassLetter(letter: string): boolean {
  return letter === 'p' || letter === 'P' || classOfEscape(letter) !== undefined;
}

/** What an escape stands for, inside and outside of brackets. The letter is taken already. @throws InvalidPattern */
export function escapedClass(source: PatternText, letter: string): CharacterTest {
  const known = classOfEscape(letter);
  if (known) return known;
  if (letter === 'p' || letter === 'P') {
    const match = source.match(/^(?:\{([^}]*)\}|(.))/s);
    if (!match) return source.fail('Unclosed character family');
    const test = propertyClass(match[1] ?? match[2] ?? '');
    return letter === 'p' ? test : not(test);
  }
  const wanted = escapedCode(source, letter);
  return (code) => code === wanted;
}

/** The character that an escape stands for. The letter is taken already. @throws InvalidPattern */
export function escapedCode(source: PatternText, letter: string): number {
  const control = CONTROL[letter];
  if (control !== undefined) return control;
  const numeric = NUMERIC[letter];
  if (numeric) {
    const [pattern, base] = numeric;
    const match = source.match(pattern);
    return match ? Number.parseInt(match[1] || match[2] || '', base) : source.fail('Illegal escape sequence');
  }
  if (letter === 'c') return source.codePoint().charCodeAt(0) ^ 64;
  if (/[A-Za-z]/.test(letter)) return source.fail('Illegal/unsupported escape sequence');
  return letter.codePointAt(0) ?? 0;
}
