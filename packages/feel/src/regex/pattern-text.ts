import { InvalidPattern } from './pattern.ts';

/** The text of a pattern, and how far it has been read. */
export class PatternText {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The next UTF-16 unit, which stays. */
  peek(): string | undefined {
    return this.text[this.at];
  }

  /** Whether what comes next matches, which stays. The expression begins with `^`. */
  sees(expected: RegExp): boolean {
    return expected.test(this.text.slice(this.at));
  }

  /** Takes what comes next if it is this. */
  take(wanted: string): boolean {
    if (!this.text.startsWith(wanted, this.at)) return false;
    this.at += wanted.length;
    return true;
  }

  /** Takes what matches. The expression begins with `^`. */
  match(expected: RegExp): RegExpExecArray | undefined {
    const match = expected.exec(this.text.slice(this.at));
    if (!match) return undefined;
    this.at += match[0].length;
    return match;
  }

  /** Takes one character, which may be two UTF-16 units. */
  character(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return this.fail('The pattern ends too early');
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  /** Takes all up to a text, and that; or all there is. */
  upTo(end: string): string {
    const found = this.text.indexOf(end, this.at);
    const content = this.text.slice(this.at, found < 0 ? undefined : found);
    this.at = found < 0 ? this.text.length : found + end.length;
    return content;
  }

  /** @throws InvalidPattern */
  fail(reason: string): never {
    throw new InvalidPattern(`${reason} near index ${this.at}`);
  }
}
