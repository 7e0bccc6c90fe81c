import type { CharacterTest } from './pattern.ts';
import { InvalidPattern } from './pattern.ts';

const between =
  (low: number, high: number): CharacterTest =>
  (code) =>
    code >= low && code <= high;
export const isDigit = between(48, 57);
export const isWord: CharacterTest = (code) =>
  isDigit(code) || code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
export const isSpace: CharacterTest = (code) => code === 32 || (code >= 9 && code <= 13);
const isLower = between(97, 122);
const isUpper = between(65, 90);

export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function not(test: CharacterTest): CharacterTest {
  return (code) => !test(code);
}

/** `\d`, `\W` and the like; undefined for other letters. */
export function classOfEscape(letter: string): CharacterTest | undefined {
  switch (letter) {
    case 'd':
      return isDigit;
    case 'w':
      return isWord;
    case 's':
      return isSpace;
    case 'h':
      return (code) => code === 9 || (code >= 0x80 ? /[\p{Zs}\u180e]/u.test(String.fromCodePoint(code)) : code === 32);
    case 'v':
      return (code) => (code >= 10 && code <= 13) || isLineEnd(code);
    case 'D':
    case 'W':
    case 'S':
    case 'H':
    case 'V': {
      const positive = classOfEscape(letter.toLowerCase());
      return positive && not(positive);
    }
    default:
      return undefined;
  }
}

const POSIX: Readonly<Record<string, CharacterTest>> = {
  Lower: isLower,
  Upper: isUpper,
  ASCII: between(0, 127),
  Alpha: (code) => isLower(code) || isUpper(code),
  Digit: isDigit,
  Alnum: (code) => isLower(code) || isUpper(code) || isDigit(code),
  Punct: (code) => (code > 32 && code < 127 && !isWord(code)) || code === 95,
  Graph: between(33, 126),
  Print: between(32, 126),
  Blank: (code) => code === 32 || code === 9,
  Cntrl: (code) => code < 32 || code === 127,
  XDigit: (code) => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102),
  Space: isSpace,
  javaLowerCase: (code) => /\p{Lowercase}/u.test(String.fromCodePoint(code)),
  javaUpperCase: (code) => /\p{Uppercase}/u.test(String.fromCodePoint(code)),
  javaWhitespace: (code) =>
    isSpace(code) || (code >= 28 && code <= 31) || /[\p{Zs}\p{Zl}\p{Zp}]/u.test(String.fromCodePoint(code)),
};

/** What `\p{…}` names: a class of POSIX, or a property, category or script of Unicode. @throws InvalidPattern */
export function propertyClass(name: string): CharacterTest {
  const posix = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
  if (posix) return posix;
  for (const candidate of candidatesOf(name)) {
    try {
      const pattern = new RegExp(`\\p{${candidate}}`, 'u');
      return (code) => pattern.test(String.fromCodePoint(code));
    } catch {
      // Not a name of this kind.
    }
  }
  throw new InvalidPattern(`Unknown character property {${name}}`);
}

function candidatesOf(name: string): readonly string[] {
  if (!/^[A-Za-z_]+(=[A-Za-z_]+)?$/.test(name)) return [];
  const bare = name.replace(/^Is/, '');
  return [name, bare, `Script=${bare}`];
}

/** The same test for both cases of the letters of ASCII. */
export function ignoringCase(test: CharacterTest): CharacterTest {
  return (code) => test(code) || (isLower(code) && test(code - 32)) || (isUpper(code) && test(code + 32));
}
