import { ANCHORS, lineEnd, lineStart } from './anchors.ts';
import { parseCharacterClass } from './character-class.ts';
import { ignoringCase, isLineEnd, not } from './characters.ts';
import { escapedClass } from './escapes.ts';
import type { CharacterTest, Flags, ParsedPattern, Pattern, RepeatMode } from './pattern.ts';
import { PatternText } from './pattern-text.ts';

/** Reads a pattern. @throws InvalidPattern */
export function parsePattern(text: string, flags: Flags): ParsedPattern {
  const parser = new PatternParser(text, flags);
  return parser.parse();
}

const MOST_REPEATS = 2 ** 31 - 1;
const MAX_DEPTH = 200;
const GROUP_NAME = /^<([A-Za-z][A-Za-z0-9]*)>/;

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
    if (!this.source.isAtEnd) this.fail('Unmatched closing parenthesis');
    return { root, groups: this.groups, names: this.names };
  }

  private choice(): Pattern {
    if (++this.depth > MAX_DEPTH) this.fail('The pattern is nested too deeply');
    const options = [this.sequence()];
    while (this.take('|')) options.push(this.sequence());
    this.depth--;
    const [only] = options;
    return options.length === 1 && only ? only : { kind: 'choice', options };
  }

  private sequence(): Pattern {
    const parts: Pattern[] = [];
    for (;;) {
      this.skipComments();
      const next = this.source.peek();
      if (next === undefined || next === '|' || next === ')') return { kind: 'sequence', parts };
      const items = this.items();
      const last = items.at(-1);
      // A quantifier after a quotation is that of its last character.
      if (last) parts.push(...items.slice(0, -1), this.repeated(last));
    }
  }

  private skipComments(): void {
    while (this.flags.hasComments && this.source.match(/^(?:\s+|#[^\n\r]*)/));
  }

  /** An item without its quantifier; several where a quotation gives them, none where only flags changed. */
  private items(): readonly Pattern[] {
    if (this.source.take('\\Q')) return this.quoted();
    const item = this.item();
    return item ? [item] : [];
  }

  private item(): Pattern | undefined {
    const next = this.source.character();
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
        return this.fail(`Dangling meta character '${next}'`);
      case '{':
        return this.fail('Illegal repetition');
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
    const bounds = this.source.match(/^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/);
    if (!bounds) return of;
    const [least, most] = boundsOf(bounds);
    if (least > most) this.fail('Illegal repetition range');
    const mode: RepeatMode = this.take('?') ? 'lazy' : this.take('+') ? 'possessive' : 'greedy';
    return { kind: 'repeat', of, least, most, mode };
  }

  private group(): Pattern | undefined {
    if (!this.take('?')) return this.closed(this.newGroup());
    const name = this.source.match(GROUP_NAME);
    if (name?.[1] !== undefined) {
      if (this.names.has(name[1])) this.fail(`Named capturing group <${name[1]}> is already defined`);
      this.names.set(name[1], this.groups + 1);
      return this.closed(this.newGroup());
    }
    for (const [opening, isAhead, isWanted] of LOOKS) {
      if (this.take(opening)) return { kind: 'look', of: this.inside(), isAhead, isWanted };
    }
    if (this.take('>')) return { kind: 'atomic', of: this.inside() };
    return this.flagGroup();
  }

  private newGroup(): (of: Pattern) => Pattern {
    this.groups++;
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
    if (!this.take(')')) this.fail('Unclosed group');
    this.flags = before;
    return of;
  }

  /** `(?i)`, which changes the flags from here on, or `(?i:…)`. */
  private flagGroup(): Pattern | undefined {
    const [whole, on = '', off = '', end] = this.source.match(/^([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/) ?? [];
    if (whole === undefined) return this.fail('Unknown group type');
    const before = this.flags;
    for (const letter of on) this.flags = this.withFlag(letter, true);
    for (const letter of off) this.flags = this.withFlag(letter, false);
    if (end === ')') return undefined;
    const of = this.choice();
    if (!this.take(')')) this.fail('Unclosed group');
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
        return this.fail(`Unknown inline modifier '${letter}'`);
    }
  }

  private escape(): Pattern {
    const letter = this.source.character();
    if (/[1-9]/.test(letter)) return this.reference(letter);
    if (letter === 'k') return this.namedReference();
    const anchor = ANCHORS[letter];
    if (anchor) return { kind: 'anchor', holds: anchor };
    if (letter === 'R') return lineBreak();
    return this.set(escapedClass(letter, this.source));
  }

  private quoted(): readonly Pattern[] {
    return [...this.source.upTo('\\E')].map((character) => this.literal(character));
  }

  /** As many digits as there are groups. */
  private reference(first: string): Pattern {
    let index = Number(first);
    for (let next = this.source.peek(); next !== undefined && /\d/.test(next); next = this.source.peek()) {
      if (index * 10 + Number(next) > this.groups) break;
      index = index * 10 + Number(next);
      this.source.take(next);
    }
    return { kind: 'reference', index, ignoresCase: this.flags.ignoresCase };
  }

  private namedReference(): Pattern {
    const [, name = ''] = this.source.match(GROUP_NAME) ?? [];
    const index = this.names.get(name);
    if (index === undefined) return this.fail(`There is no group named '${name}'`);
    return { kind: 'reference', index, ignoresCase: this.flags.ignoresCase };
  }

  private take(wanted: string): boolean {
    return this.source.take(wanted);
  }

  private fail(reason: string): never {
    return this.source.fail(reason);
  }
}

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

function boundsOf([whole, least, comma, most]: RegExpExecArray): readonly [least: number, most: number] {
  if (whole === '*') return [0, MOST_REPEATS];
  if (whole === '+') return [1, MOST_REPEATS];
  if (whole === '?') return [0, 1];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), most ? Number(most) : MOST_REPEATS];
}
