import { ignoringCase, not } from './characters.ts';
import { escapedClass, escapedCode, isClassLetter } from './escapes.ts';
import type { CharacterTest } from './pattern.ts';
import type { PatternText } from './pattern-text.ts';

/** `[…]`, the opening bracket being taken already. @throws InvalidPattern */
export function parseCharacterClass(source: PatternText, ignoresCase: boolean): CharacterTest {
  const isNegated = source.take('^');
  let intersected: CharacterTest | undefined;
  let tests: CharacterTest[] = [];
  const union = () => {
    const all = tests;
    const one: CharacterTest = (code) => all.some((test) => test(code));
    const before = intersected;
    return before ? (code: number) => before(code) && one(code) : one;
  };
  for (let isFirst = true; ; isFirst = false) {
    if (source.isAtEnd) return source.fail('Unclosed character class');
    if (source.take('&&')) {
      intersected = tests.length > 0 || intersected ? union() : undefined;
      tests = [];
    } else if (!isFirst && source.take(']')) break;
    else tests.push(classItem(source, ignoresCase));
  }
  if (tests.length === 0 && !intersected) return source.fail('Bad class syntax');
  const has = tests.length > 0 ? union() : (intersected ?? (() => false));
  return isNegated ? not(has) : has;
}

/** Cases are ignored item by item: what is negated is negated after that. */
function classItem(source: PatternText, ignoresCase: boolean): CharacterTest {
  if (source.take('[')) return parseCharacterClass(source, ignoresCase);
  const item = plainItem(source);
  return ignoresCase ? ignoringCase(item) : item;
}

function plainItem(source: PatternText): CharacterTest {
  const first = character(source);
  if (typeof first !== 'number') return first;
  const isRange = source.next === '-' && !source.looksAt(/^-(?:\]|\[|&&|$)/);
  if (!isRange) return (code) => code === first;
  source.take('-');
  const last = character(source);
  if (typeof last !== 'number' || last < first) return source.fail('Illegal character range');
  return (code) => code >= first && code <= last;
}

function character(source: PatternText): number | CharacterTest {
  const plain = source.codePoint();
  if (plain !== '\\') return plain.codePointAt(0) ?? 0;
  const letter = source.codePoint();
  return isClassLetter(letter) ? escapedClass(source, letter) : escapedCode(source, letter);
}
