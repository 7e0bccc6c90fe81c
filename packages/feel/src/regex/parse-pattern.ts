import { classOfEscape, ignoringCase, isLineEnd, isWord, not, propertyClass } from './characters.ts';
import {
  type CharacterTest,
  type Flags,
  InvalidPattern,
  type ParsedPattern,
  type Pattern,
  type RepeatMode,
} from './pattern.ts';

/** Reads a pattern. @throws InvalidPattern */
export function parsePattern(text: string, flags: Flags): ParsedPattern {
  const parser = new PatternParser(text, flags);
  return parser.parse();
}

const MOST_REPEATS = 2 ** 31 - 1;
const MAX_DEPTH = 200;
const CONTROL: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

class PatternParser {
  private readonly text: string;
  private flags: Flags;
  private at = 0;
  private groups = 0;
  private depth = 0;
  private readonly names = new Map<string, number>();

  constructor(text: string, flags: Flags) {
    this.text = text;
    this.flags = flags;
  }

  parse(): ParsedPattern {
    const root = this.choice();
    if (this.at < this.text.length) this.fail('Unmatched closing parenthesis');
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
      const next = this.text[this.at];
      if (next === undefined || next === '|' || next === ')') return { kind: 'sequence', parts };
      const item = this.item();
      if (item) parts.push(...(Array.isArray(item) ? (item as readonly Pattern[]) : [this.repeated(item as Pattern)]));
    }
  }

  private skipComments(): void {
    while (this.flags.hasComments) {
      const rest = /^(?:\s+|#[^\n\r]*)/.exec(this.text.slice(this.at));
      if (!rest) return;
      this.at += rest[0].length;
    }
  }

  /** One item without its quantifier; several where a quotation gives them; undefined where only flags changed. */
  private item(): Pattern | readonly Pattern[] | undefined {
    const next = this.codePoint();
    switch (next) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'set', has: this.characterClass() };
      case '.':
        return { kind: 'set', has: this.flags.dotMatchesAll ? () => true : not(isLineEnd) };
      case '^':
        return this.lineStart();
      case '$':
        return this.lineEnd();
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

  private lineStart(): Pattern {
    const holds = this.flags.isMultiline
      ? (text: string, at: number) => at < text.length && (at === 0 || isAfterLineEnd(text, at))
      : (_: string, at: number) => at === 0;
    return { kind: 'anchor', holds };
  }

  private lineEnd(): Pattern {
    const holds = this.flags.isMultiline
      ? (text: string, at: number) => at === text.length || (isLineEnd(text.charCodeAt(at)) && !isInsidePair(text, at))
      : isBeforeLastLineEnd;
    return { kind: 'anchor', holds };
  }

  private repeated(of: Pattern): Pattern {
    this.skipComments();
    const bounds = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/.exec(this.text.slice(this.at));
    if (!bounds) return of;
    this.at += bounds[0].length;
    const [least, most] = boundsOf(bounds);
    if (least > most) this.fail('Illegal repetition range');
    const mode: RepeatMode = this.take('?') ? 'lazy' : this.take('+') ? 'possessive' : 'greedy';
    return { kind: 'repeat', of, least, most, mode };
  }

  private group(): Pattern | undefined {
    if (!this.take('?')) return this.closed(this.newGroup());
    const name = /^<([A-Za-z][A-Za-z0-9]*)>/.exec(this.text.slice(this.at));
    if (name?.[1] !== undefined) {
      this.at += name[0].length;
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
    const [whole, on = '', off = '', end] = /^([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(this.text.slice(this.at)) ?? [];
    if (whole === undefined) return this.fail('Unknown group type');
    this.at += whole.length;
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

  private escape(): Pattern | readonly Pattern[] {
    const letter = this.codePoint();
    if (letter === 'Q') return this.quoted();
    if (/[1-9]/.test(letter)) return this.reference(letter);
    if (letter === 'k') return this.namedReference();
    const anchor = ANCHORS[letter];
    if (anchor) return { kind: 'anchor', holds: anchor };
    if (letter === 'R') return lineBreak();
    return this.set(this.escapedClass(letter));
  }

  private quoted(): readonly Pattern[] {
    const end = this.text.indexOf('\\E', this.at);
    const content = this.text.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.text.length : end + 2;
    return [...content].map((character) => this.literal(character));
  }

  /** As many digits as there are groups. */
  private reference(first: string): Pattern {
    let index = Number(first);
    for (let next = this.text[this.at]; next !== undefined && /\d/.test(next); next = this.text[this.at]) {
      if (index * 10 + Number(next) > this.groups) break;
      index = index * 10 + Number(next);
      this.at++;
    }
    return { kind: 'reference', index, ignoresCase: this.flags.ignoresCase };
  }

  private namedReference(): Pattern {
    const [whole = '', name = ''] = /^<([A-Za-z][A-Za-z0-9]*)>/.exec(this.text.slice(this.at)) ?? [];
    this.at += whole.length;
    const index = this.names.get(name);
    if (index === undefined) return this.fail(`There is no group named '${name}'`);
    return { kind: 'reference', index, ignoresCase: this.flags.ignoresCase };
  }

  /** What an escape stands for, inside and outside of brackets. The letter is taken already. */
  private escapedClass(letter: string): CharacterTest {
    const known = classOfEscape(letter);
    if (known) return known;
    if (letter === 'p' || letter === 'P') {
      const [whole, name, single] = /^(?:\{([^}]*)\}|(.))/s.exec(this.text.slice(this.at)) ?? [];
      if (whole === undefined) return this.fail('Unclosed character family');
      this.at += whole.length;
      const test = propertyClass(name ?? single ?? '');
      return letter === 'p' ? test : not(test);
    }
    const wanted = this.escapedCode(letter);
    return (code) => code === wanted;
  }

  private escapedCode(letter: string): number {
    const control = CONTROL[letter];
    if (control !== undefined) return control;
    const rest = this.text.slice(this.at);
    const numeric: Readonly<Record<string, readonly [pattern: RegExp, base: number]>> = {
      x: [/^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/, 16],
      u: [/^()([0-9a-fA-F]{4})/, 16],
      0: [/^()([0-3][0-7]{2}|[0-7]{1,2})/, 8],
    };
    const [pattern, base] = numeric[letter] ?? [];
    if (pattern && base !== undefined) {
      const match = pattern.exec(rest);
      if (!match) return this.fail('Illegal escape sequence');
      this.at += match[0].length;
      return Number.parseInt(match[1] || match[2] || '', base);
    }
    if (letter === 'c') return this.codePoint().charCodeAt(0) ^ 64;
    if (/[A-Za-z]/.test(letter)) return this.fail('Illegal/unsupported escape sequence');
    return letter.codePointAt(0) ?? 0;
  }

  /** `[…]`, the opening bracket being taken already. */
  private characterClass(): CharacterTest {
    const isNegated = this.take('^');
    let intersected: CharacterTest | undefined;
    let tests: CharacterTest[] = [];
    const union = () => {
      const all = tests;
      const one: CharacterTest = (code) => all.some((test) => test(code));
      const before = intersected;
      return before ? (code: number) => before(code) && one(code) : one;
    };
    for (let isFirst = true; ; isFirst = false) {
      if (this.at >= this.text.length) return this.fail('Unclosed character class');
      if (this.take('&&')) {
        intersected = tests.length > 0 || intersected ? union() : undefined;
        tests = [];
      } else if (!isFirst && this.take(']')) break;
      else tests.push(this.classItem());
    }
    const has = tests.length > 0 ? union() : (intersected ?? (() => false));
    return isNegated ? not(has) : has;
  }

  /** Cases are ignored item by item: what is negated is negated after that. */
  private classItem(): CharacterTest {
    if (this.take('[')) return this.characterClass();
    const item = this.plainClassItem();
    return this.flags.ignoresCase ? ignoringCase(item) : item;
  }

  private plainClassItem(): CharacterTest {
    const first = this.classCharacter();
    if (typeof first !== 'number') return first;
    const isRange = this.text[this.at] === '-' && !/^-(?:\]|\[|&&|$)/.test(this.text.slice(this.at));
    if (!isRange) return (code) => code === first;
    this.at++;
    const last = this.classCharacter();
    if (typeof last !== 'number' || last < first) return this.fail('Illegal character range');
    return (code) => code >= first && code <= last;
  }

  private classCharacter(): number | CharacterTest {
    const character = this.codePoint();
    if (character !== '\\') return character.codePointAt(0) ?? 0;
    const letter = this.codePoint();
    return classOfEscape(letter) || letter === 'p' || letter === 'P'
      ? this.escapedClass(letter)
      : this.escapedCode(letter);
  }

  private take(wanted: string): boolean {
    if (!this.text.startsWith(wanted, this.at)) return false;
    this.at += wanted.length;
    return true;
  }

  private codePoint(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return this.fail('The pattern ends too early');
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  private fail(reason: string): never {
    throw new InvalidPattern(`${reason} near index ${this.at}`);
  }
}

const LOOKS = [
  ['=', true, true],
  ['!', true, false],
  ['<=', false, true],
  ['<!', false, false],
] as const;

/** Carriage return and line feed are one line end. */
function isInsidePair(text: string, at: number): boolean {
  return text[at - 1] === '\r' && text[at] === '\n';
}

function isAfterLineEnd(text: string, at: number): boolean {
  return isLineEnd(text.charCodeAt(at - 1)) && !isInsidePair(text, at);
}

function isBeforeLastLineEnd(text: string, at: number): boolean {
  if (at === text.length) return true;
  if (at === text.length - 2 && text.endsWith('\r\n')) return true;
  return at === text.length - 1 && isLineEnd(text.charCodeAt(at)) && !text.endsWith('\r\n');
}

function isBoundary(text: string, at: number): boolean {
  const isWordAt = (index: number) => index >= 0 && index < text.length && isWord(text.charCodeAt(index));
  return isWordAt(at - 1) !== isWordAt(at);
}

const ANCHORS: Readonly<Record<string, (text: string, at: number) => boolean>> = {
  b: isBoundary,
  B: (text, at) => !isBoundary(text, at),
  A: (_, at) => at === 0,
  G: (_, at) => at === 0,
  Z: isBeforeLastLineEnd,
  z: (text, at) => at === text.length,
};

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
