import type { Run } from '../evaluate/run.ts';
import { finderOf, type Match } from './match.ts';
import { parsePattern } from './parse-pattern.ts';
import { type Flags, InvalidPattern, type ParsedPattern } from './pattern.ts';

const MOST_KEPT = 200;
const LONGEST_KEPT = 1000;
const kept = new Map<string, ParsedPattern | undefined>();

/** A pattern, or undefined where the text is none. Flags are those of FEEL: `s`, `m`, `i`, `x`; others mean nothing. Its length counts as steps. */
export function compilePattern(text: string, run: Run, letters = ''): ParsedPattern | undefined {
  run.step(text.length);
  const key = `${letters}/${text}`;
  if (kept.has(key)) return kept.get(key);
  const flags: Flags = {
    ignoresCase: letters.includes('i'),
    isMultiline: letters.includes('m'),
    dotMatchesAll: letters.includes('s'),
    hasComments: letters.includes('x'),
  };
  const parsed = parsedOrUndefined(text, flags);
  if (text.length > LONGEST_KEPT) return parsed;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, parsed);
  return parsed;
}

function parsedOrUndefined(text: string, flags: Flags): ParsedPattern | undefined {
  try {
    return parsePattern(text, flags);
  } catch (error) {
    if (error instanceof InvalidPattern) return undefined;
    throw error;
  }
}

/** All matches one after the other. An empty one moves on by a character. */
export function* matchesOf(pattern: ParsedPattern, text: string, run: Run): Iterable<Match> {
  const find = finderOf(pattern, text, run);
  for (let from = 0; from <= text.length; ) {
    const match = find(from);
    if (!match) return;
    yield match;
    from = match.end > match.start ? match.end : match.end + 1;
  }
}

/** What a replacement stands for: `$1`, `${name}`, and `\` before a character. Undefined where it is none, as in Java. */
export function expandReplacement(
  template: string,
  { start, end, groups }: Match,
  { names }: ParsedPattern,
  text: string,
): string | undefined {
  const groupOf = (index: number) => (index === 0 ? text.slice(start, end) : (groups[index - 1] ?? ''));
  let result = '';
  for (let at = 0; at < template.length; at++) {
    const character = template.charAt(at);
    if (character === '\\') {
      at++;
      if (at >= template.length) return undefined;
      result += template.charAt(at);
    } else if (character === '$') {
      const [reference, name, digits = ''] = /^(?:\{([A-Za-z][A-Za-z0-9]*)\}|(\d+))/.exec(template.slice(at + 1)) ?? [];
      if (reference === undefined) return undefined;
      const used = name === undefined ? groupDigits(digits, groups.length) : undefined;
      const index = name === undefined ? used?.index : names.get(name);
      if (index === undefined) return undefined;
      result += groupOf(index);
      at += used?.length ?? reference.length;
    } else result += character;
  }
  return result;
}

/** As many digits as name a group that there is. */
function groupDigits(digits: string, groups: number): { readonly index: number; readonly length: number } | undefined {
  let index = Number(digits.charAt(0));
  if (index > groups) return undefined;
  let length = 1;
  while (length < digits.length && index * 10 + Number(digits.charAt(length)) <= groups) {
    index = index * 10 + Number(digits.charAt(length));
    length++;
  }
  return { index, length };
}
