/**
 * A JSON number whose digits JavaScript's `number` would not give back: beyond 2^53, more than 17 significant digits,
 * or written in another way (`1.0`, `1e2`, `-0`). It keeps the text as it stood in the document.
 */
export class ExactNumber {
  /** The number as JSON writes it, for example `9007199254740993` or `1.0`. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The nearest double. */
  valueOf(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }

  /**
   * `JSON.stringify` has no way to write these digits: it must not write others in silence.
   *
   * @throws UseStringifyJson always; `stringifyJson` catches it and takes the slower way.
   */
  toJSON(): never {
    throw new UseStringifyJson(this.text);
  }
}

/** Thrown when `JSON.stringify` meets a number that it would change. */
export class UseStringifyJson extends TypeError {
  constructor(text: string) {
    super(`JSON.stringify cannot write the number ${text} with its digits: use stringifyJson`);
    this.name = 'UseStringifyJson';
  }
}

/** The number of a JSON number's text: a plain `number` where that prints the same text again, else an {@link ExactNumber}. */
export function numberFromText(text: string): number | ExactNumber {
  const plain = Number(text);
  return String(plain) === text ? plain : new ExactNumber(text);
}
