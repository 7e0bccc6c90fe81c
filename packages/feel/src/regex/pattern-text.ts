import { InvalidPattern } from './pattern.ts';

/** The text of a pattern and a place in it. */
export class PatternText {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character, which is not taken; undefined at the end. */
  get next(): string | undefined {
    return this.text[this.at];
  }

  take(wanted: string): boolean {
    if (!this.text.startsWith(wanted, this.at)) return false;
    this.at += wanted.length;
    return true;
  }

  /** Takes what fits. @param pattern must begin with `^` */
  match(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.text.slice(this.at));
    this.at += match?.[0].length ?? 0;
    return match ?? undefined;
  }

  looksAt(pattern: RegExp): boolean {
    return pattern.test(this.text.slice(this.at));
  }

  /** Takes all before the wanted text, and that too, or the rest where it does not come. */
  takeUntil(wanted: string): string {
    const end = this.text.indexOf(wanted, this.at);
    const content = this.text.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.text.length : end + wanted.length;
    return content;
  }

  /** Takes a character. @throws InvalidPattern at the end */
  codePoint(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return this.fail('The pattern ends too early');
    const character = String.fromCodePoint(code);
    this.at += character.length;
    return character;
  }

  /** @throws InvalidPattern */
  fail(reason: string): never {
    throw new InvalidPattern(`${reason} near index ${this.at}`);
  }
}
