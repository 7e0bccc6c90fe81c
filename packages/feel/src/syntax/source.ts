/** Thrown inside the parser where the text is no expression; {@link SyntaxProblem.at} is the offset. */
export class SyntaxProblem extends Error {
  readonly at: number;
  readonly expected: string;

  constructor(at: number, expected: string) {
    super(expected);
    this.at = at;
    this.expected = expected;
  }
}

/** Blanks beyond those of ASCII. */
const BLANK = /[\u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]/;
/** Names in the engine: Java's rules for identifiers, its ignorable characters included. */
const IDENTIFIER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Java's ignorable characters include these.
  /(?!\p{Cs}|[\u{10000}-\u{10ffff}])[\p{L}\p{Nl}\p{Sc}\p{Pc}](?:(?![\u{10000}-\u{10ffff}])[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2064\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f])*/uy;
const RESERVED = new Set([
  'null',
  'true',
  'false',
  'function',
  'in',
  'return',
  'then',
  'else',
  'satisfies',
  'and',
  'or',
]);
/** How many rules are remembered: what one expression may take of the memory. A list of 100,000 numbers needs four for each. */
const MOST_REMEMBERED = 500_000;
/** How deep expressions may be nested. */
const MAX_DEPTH = 800;

/** A text and a place in it. Rules take what fits and move on, or give undefined and leave the place as it was. */
export class Source {
  readonly text: string;
  at = 0;
  /** The furthest place at which something was looked for and not found, and what: there the mistake most probably is. */
  furthest = 0;
  private readonly expected = new Set<string>();
  private readonly remembered = new Map<string, Map<number, { readonly value: unknown; readonly end: number }>>();
  private rememberedCount = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What was looked for at the furthest place. */
  get expectedThere(): readonly string[] {
    return [...this.expected];
  }

  /** Takes blanks and comments. */
  skip(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 32 || (code >= 9 && code <= 13) || (code >= 0x85 && BLANK.test(this.text.charAt(this.at))))
        this.at++;
      else if (!this.skipComment(code)) return;
    }
  }

  private skipComment(code: number): boolean {
    if (code !== 47) return false;
    if (this.text.startsWith('//', this.at)) {
      const end = this.text.indexOf('\n', this.at);
      this.at = end < 0 ? this.text.length : end + 1;
      return true;
    }
    if (!this.text.startsWith('/*', this.at)) return false;
    const end = this.text.indexOf('*/', this.at + 2);
    if (end < 0) throw new SyntaxProblem(this.at, 'the end of the comment');
    this.at = end + 2;
    return true;
  }

  /** Takes this very text. */
  take(wanted: string): boolean {
    if (this.text.startsWith(wanted, this.at)) {
      this.at += wanted.length;
      return true;
    }
    this.missed(`"${wanted}"`);
    return false;
  }

  /** Takes this text after blanks. */
  takeToken(wanted: string): boolean {
    const start = this.at;
    this.skip();
    if (this.take(wanted)) return true;
    this.at = start;
    return false;
  }

  /** The first of these texts that stands here. */
  takeOneOf<Text extends string>(...wanted: readonly Text[]): Text | undefined {
    return wanted.find((text) => this.take(text));
  }

  /** @param pattern must be sticky */
  match(pattern: RegExp, name: string): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at = pattern.lastIndex;
    else this.missed(name);
    return match ?? undefined;
  }

  identifier(): string | undefined {
    const start = this.at;
    const name = this.match(IDENTIFIER, 'a name')?.[0];
    if (name === undefined || !RESERVED.has(name)) return name;
    this.at = start;
    return undefined;
  }

  /** A name, in backticks where it holds what names otherwise cannot. */
  name(): string | undefined {
    const plain = this.identifier();
    if (plain !== undefined || this.text[this.at] !== '`') return plain;
    const end = this.text.indexOf('`', this.at + 1);
    if (end <= this.at + 1) return undefined;
    const name = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return name;
  }

  /** A rule that leaves the place as it was where it does not fit. */
  attempt<Result>(rule: () => Result | undefined): Result | undefined {
    const start = this.at;
    const result = rule();
    if (result === undefined) this.at = start;
    return result;
  }

  /** Blanks and then the rule. */
  afterBlanks<Result>(rule: () => Result | undefined): Result | undefined {
    this.skip();
    return rule();
  }

  /** Items with commas between them. @returns undefined where there are fewer than the least */
  list<Item>(item: () => Item | undefined, least: 0 | 1): readonly Item[] | undefined {
    const items: Item[] = [];
    for (let start = this.at; ; start = this.at) {
      if (items.length > 0 && !this.takeToken(',')) return items;
      const found = this.afterBlanks(item);
      if (found !== undefined) items.push(found);
      else {
        this.at = start;
        return items.length >= least ? items : undefined;
      }
    }
  }

  /** A rule that is tried at one place once: alternatives that begin alike would otherwise cost exponential time. */
  once<Result>(rule: string, parse: () => Result | undefined): Result | undefined {
    const start = this.at;
    const places = this.remembered.get(rule) ?? new Map<number, { readonly value: unknown; readonly end: number }>();
    this.remembered.set(rule, places);
    const known = places.get(start);
    if (known) {
      this.at = known.end;
      return known.value as Result | undefined;
    }
    if (++this.depth > MAX_DEPTH) throw new SyntaxProblem(this.at, 'fewer levels of nesting');
    const value = this.attempt(parse);
    this.depth--;
    if (++this.rememberedCount > MOST_REMEMBERED) throw new SyntaxProblem(start, 'a shorter expression');
    places.set(start, { value, end: this.at });
    return value;
  }

  private missed(what: string): void {
    if (this.at < this.furthest) return;
    if (this.at > this.furthest) this.expected.clear();
    this.furthest = this.at;
    this.expected.add(what);
  }
}
