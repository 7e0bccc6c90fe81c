import { RunFailure } from '../evaluate/run.ts';
import { ANCHORS, lineEnd, lineStart } from './anchors.ts';
import { parseCharacterClass } from './character-class.ts';
import { ignoringCase, isLineEnd, not } from './characters.ts';
import { escapedClass } from './escapes.ts';
import { hasLargestLength } from './lengths.ts';
import type { CharacterTest, Flags, ParsedPattern, Pattern, RepeatMode } from './pattern.ts';
import { PatternText } from './pattern-text.ts';
import { BOUNDS, boundsOf } from './repetition.ts';

/** Reads a pattern. @throws InvalidPattern, and RunFailure where it is larger than can be followed */
export function parsePattern(text: string, flags: Flags): ParsedPattern {
  const parser = new PatternParser(text, flags);
  return parser.parse();
}

const MAX_DEPTH = 200;
/** Where they stand is noted at each of them: more would take the memory. */
const MOST_GROUPS = 1000;

class PatternParser {
  private readonly source: PatternText;
  private flags: Flags;
  private groups = 0;
  private depth = 0;
  private readonly names = new Map<string, number>();

  constructor(text: string, flags: Flags) {
    this.source = new PatternText(text);
    this.flags = flags;
  }

  parse(): ParsedPattern {
    const root = this.choice();
    if (!this.source.isAtEnd) this.source.fail('Unmatched closing parenthesis');
    return { root, groups: this.groups, names: this.names };
  }

  private choice(): Pattern {
    if (++this.depth > MAX_DEPTH) throw new RunFailure('The pattern is nested too deeply.');
    const options = [this.sequence()];
    while (this.source.take('|')) options.push(this.sequence());
    this.depth--;
    const [only] = options;
    return options.length === 1 && only ? only : { kind: 'choice', options };
  }

  private sequence(): Pattern {
    const parts: Pattern[] = [];
    for (;;) {
      this.skipComments();
      const { next } = this.source;
      if (next === undefined || next === '|' || next === ')') return { kind: 'sequence', parts };
      const items = this.items();
      if (items) parts.push(...items.slice(0, -1), this.repeated(items.at(-1) ?? NOTHING));
    }
  }

  private skipComments(): void {
    if (this.flags.hasComments) this.source.match(/^(?:\s+|#[^\n\r]*)*/);
  }

  /** What a quantifier may follow, which then repeats the last of it: a quotation gives several. Undefined where only flags changed. */
  private items(): readonly Pattern[] | undefined {
    if (this.source.looksAt(/^\{\d/)) return [];
    if (this.source.take('\\Q')) return this.quoted();
    const item = this.item();
    return item && [item];
  }

  private item(): Pattern | undefined {
    const next = this.source.codePoint();
    switch (next) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'set', has: parseCharacterClass(this.source, this.flags.ignoresCase) };
      case '.':
        return { kind: 'set', has: this.flags.dotMatchesAll ? () => true : not(isLineEnd) };
      case '^':
        return { kind: 'anchor', holds: lineStart(this.flags.isMultiline) };
      case '$':
        return { kind: 'anchor', holds: lineEnd(this.flags.isMultiline) };
      case '\\':
        return this.escape();
      case '*':
      case '+':
      case '?':
        return this.source.fail(`Dangling meta character '${next}'`);
      case '{':
        return this.source.fail('Illegal repetition');
      default:
        return this.literal(next);
    }
  }

  private literal(character: string): Pattern {
    const wanted = character.codePointAt(0);
    return this.set((code) => code === wanted);
  }

  private set(has: CharacterTest): Pattern {
    return { kind: 'set', has: this.flags.ignoresCase ? ignoringCase(has) : has };
  }

  private repeated(of: Pattern): Pattern {
    this.skipComments();
    const bounds = this.source.match(BOUNDS);
    if (!bounds) return of;
    const [least, most] = boundsOf(bounds);
    if (least > most) this.source.fail('Illegal repetition range');
    this.skipComments();
    const mode: RepeatMode = this.source.take('?') ? 'lazy' : this.source.take('+') ? 'possessive' : 'greedy';
    return { kind: 'repeat', of, least, most, mode };
  }

  private group(): Pattern | undefined {
    if (!this.source.take('?')) return this.closed(this.newGroup());
    const name = this.source.match(NAME);
    if (name?.[1] !== undefined) {
      if (this.names.has(name[1])) this.source.fail(`Named capturing group <${name[1]}> is already defined`);
      this.names.set(name[1], this.groups + 1);
      return this.closed(this.newGroup());
    }
    for (const [opening, isAhead, isWanted] of LOOKS) {
      if (this.source.take(opening)) return this.look(isAhead, isWanted);
    }
    if (this.source.take('>')) return { kind: 'atomic', of: this.inside() };
    return this.flagGroup();
  }

  private look(isAhead: boolean, isWanted: boolean): Pattern {
    const of = this.inside();
    if (!isAhead && !hasLargestLength(of))
      this.source.fail('Look-behind group does not have an obvious maximum length');
    return { kind: 'look', of, isAhead, isWanted };
  }

  private newGroup(): (of: Pattern) => Pattern {
    if (++this.groups > MOST_GROUPS) throw new RunFailure('The pattern has too many groups.');
    const index = this.groups;
    return (of) => ({ kind: 'capture', index, of });
  }

  private closed(wrap: (of: Pattern) => Pattern): Pattern {
    return wrap(this.inside());
  }

  /** What stands between the parentheses. Flags that change inside hold to its end. */
  private inside(): Pattern {
    const before = this.flags;
    const of = this.choice();
    if (!this.source.take(')')) this.source.fail('Unclosed group');
    this.flags = before;
    return of;
  }

  /** `(?i)`, which changes the flags from here on, or `(?i:…)`. */
  private flagGroup(): Pattern | undefined {
    const [whole, on = '', off = '', end] = this.source.match(/^([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/) ?? [];
    if (whole === undefined) return this.source.fail('Unknown group type');
    const before = this.flags;
    for (const letter of on) this.flags = this.withFlag(letter, true);
    for (const letter of off) this.flags = this.withFlag(letter, false);
    if (end === ')') return undefined;
    const of = this.choice();
    if (!this.source.take(')')) this.source.fail('Unclosed group');
    this.flags = before;
    return of;
  }

  private withFlag(letter: string, value: boolean): Flags {
    switch (letter) {
      case 'i':
        return { ...this.flags, ignoresCase: value };
      case 'm':
        return { ...this.flags, isMultiline: value };
      case 's':
        return { ...this.flags, dotMatchesAll: value };
      case 'x':
        return { ...this.flags, hasComments: value };
      case 'd':
      case 'u':
      case 'U':
        return this.flags;
      default:
        return this.source.fail(`Unknown inline modifier '${letter}'`);
    }
  }

  private escape(): Pattern {
    const letter = this.source.codePoint();
    if (/[1-9]/.test(letter)) return this.reference(letter);
    if (letter === 'k') return this.namedReference();
    const anchor = ANCHORS[letter];
    if (anchor) return { kind: 'anchor', holds: anchor };
    if (letter === 'R') return lineBreak();
    return this.set(escapedClass(this.source, letter));
  }

  private quoted(): readonly Pattern[] {
    return [...this.source.takeUntil('\\E')].map((character) => this.literal(character));
  }

  /** As many digits as there are groups. */
  private reference(first: string): Pattern {
    let index = Number(first);
    for (let { next } = this.source; next !== undefined && /\d/.test(next); { next } = this.source) {
      if (index * 10 + Number(next) > this.groups) break;
      index = index * 10 + Number(next);
      this.source.take(next);
    }
    return { kind: 'reference', index, ignoresCase: this.flags.ignoresCase };
  }

  private namedReference(): Pattern {
    const name = this.source.match(NAME)?.[1] ?? '';
    const index = this.names.get(name);
    if (index === undefined) return this.source.fail(`There is no group named '${name}'`);
    return { kind: 'reference', index, ignoresCase: this.flags.ignoresCase };
  }
}

/** What there is to repeat where nothing stands before a quantifier in braces. */
const NOTHING: Pattern = { kind: 'sequence', parts: [] };
const NAME = /^<([A-Za-z][A-Za-z0-9]*)>/;

const LOOKS = [
  ['=', true, true],
  ['!', true, false],
  ['<=', false, true],
  ['<!', false, false],
] as const;

function lineBreak(): Pattern {
  const one = (wanted: number): Pattern => ({ kind: 'set', has: (code) => code === wanted });
  const pair: Pattern = { kind: 'sequence', parts: [one(13), one(10)] };
  return {
    kind: 'choice',
    options: [pair, { kind: 'set', has: (code) => (code >= 10 && code <= 13) || isLineEnd(code) }],
  };
}
