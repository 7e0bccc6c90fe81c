import { ignoringCase, not } from './characters.ts';
import { escapedClass, escapedCode, isClassEscape } from './escapes.ts';
import type { CharacterTest } from './pattern.ts';
import type { PatternText } from './pattern-text.ts';

/** `[…]` with unions and intersections, the opening bracket being taken already. @throws InvalidPattern */
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
    else tests.push(item(source, ignoresCase));
  }
  const has = tests.length > 0 ? union() : (intersected ?? (() => false));
  return isNegated ? not(has) : has;
}

/** Cases are ignored item by item: what is negated is negated after that. */
function item(source: PatternText, ignoresCase: boolean): CharacterTest {
  if (source.take('[')) return parseCharacterClass(source, ignoresCase);
  const test = plainItem(source);
  return ignoresCase ? ignoringCase(test) : test;
}

function plainItem(source: PatternText): CharacterTest {
  const first = member(source);
  if (typeof first !== 'number') return first;
  const isRange = source.peek() === '-' && !source.sees(/^-(?:\]|\[|&&|$)/);
  if (!isRange) return (code) => code === first;
  source.take('-');
  const last = member(source);
  if (typeof last !== 'number' || last < first) return source.fail('Illegal character range');
  return (code) => code >= first && code <= last;
}

function member(source: PatternText): number | CharacterTest {
  const character = source.character();
  if (character !== '\\') return character.codePointAt(0) ?? 0;
  const letter = source.character();
  return isClassEscape(letter) ? escapedClass(letter, source) : escapedCode(letter, source);
}
