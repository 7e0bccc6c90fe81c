import { isDeeperThan } from './depth.ts';
import { numberFromText } from './exact-number.ts';
import { type JsonValue, setOwn } from './value.ts';

/**
 * Camunda's own JSON parser takes variables of 1000 levels; around them stands what carries them. Deeper values could not be walked
 * through without a danger to the stack.
 */
export const MAX_JSON_DEPTH = 1010;

/**
 * Finds, anywhere in the text, what may be a number that `JSON.parse` would change: 16 digits from 9 on, or more, an exponent, a
 * fraction that ends in 0 or is very small, a negative zero. It may also hit inside a string: that only costs time.
 */
const MAY_LOSE_DIGITS = /(?:^|[:,[\s])-?(?:9\d{15}|[\d.]{17}|[\d.]+[eE]|\d+\.\d*0(?!\d)|0\.0{6}|(?<=-)0(?![.\d]))/;

/**
 * Parses a JSON document and keeps each number's digits.
 *
 * @throws SyntaxError where the text is no JSON document, with the position.
 * @throws RangeError where it is nested deeper than {@link MAX_JSON_DEPTH}
 */
export function parseJson(text: string): JsonValue {
  // `JSON.parse` itself takes any depth, and so leaves it to whoever walks through the value to break.
  if (isDeeperThan(MAX_JSON_DEPTH, text)) throw tooDeep();
  return MAY_LOSE_DIGITS.test(text) ? new ExactParser(text).document() : (JSON.parse(text) as JsonValue);
}

/**
 * The first JSON value of a text, as a Java parser reads it: what follows is not looked at, but a number or a word must end there.
 *
 * @throws SyntaxError where the text does not begin with a value
 */
export function parseFirstJson(text: string): JsonValue {
  return new ExactParser(text).first();
}

function tooDeep(): RangeError {
  return new RangeError(`JSON is nested deeper than ${MAX_JSON_DEPTH} levels`);
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS = { t: ['true', true], f: ['false', false], n: ['null', null] } as const;

class ExactParser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonValue {
    const value = this.value(0);
    if (this.next() !== undefined) this.fail();
    return value;
  }

  first(): JsonValue {
    const isWord = /[^\s"{[]/.test(this.next() ?? '');
    const value = this.value(0);
    if (isWord && /\S/.test(this.text[this.at] ?? ' ')) this.fail();
    return value;
  }

  private value(depth: number): JsonValue {
    if (depth > MAX_JSON_DEPTH) throw tooDeep();
    const first = this.next();
    switch (first) {
      case '{':
        return this.object(depth);
      case '[':
        return this.list(depth);
      case '"':
        return this.string();
      case 't':
      case 'f':
      case 'n':
        return this.literal(first);
      default:
        return this.number();
    }
  }

  private object(depth: number): JsonValue {
    const result: Record<string, JsonValue> = {};
    this.at++;
    if (this.take('}')) return result;
    do {
      if (this.next() !== '"') this.fail();
      const key = this.string();
      if (!this.take(':')) this.fail();
      setOwn(result, key, this.value(depth + 1));
    } while (this.take(','));
    if (!this.take('}')) this.fail();
    return result;
  }

  private list(depth: number): JsonValue {
    const result: JsonValue[] = [];
    this.at++;
    if (this.take(']')) return result;
    do {
      result.push(this.value(depth + 1));
    } while (this.take(','));
    if (!this.take(']')) this.fail();
    return result;
  }

  private string(): string {
    const start = this.at;
    let end = start;
    do {
      end = this.text.indexOf('"', end + 1);
      if (end < 0) this.fail();
    } while (this.isEscaped(end));
    this.at = end + 1;
    return JSON.parse(this.text.slice(start, end + 1)) as string;
  }

  private isEscaped(position: number): boolean {
    let backslashes = 0;
    while (this.text[position - 1 - backslashes] === '\\') backslashes++;
    return backslashes % 2 === 1;
  }

  private literal(first: keyof typeof LITERALS): JsonValue {
    const [word, value] = LITERALS[first];
    if (!this.text.startsWith(word, this.at)) this.fail();
    this.at += word.length;
    return value;
  }

  private number(): JsonValue {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) return this.fail();
    this.at += match[0].length;
    return numberFromText(match[0]);
  }

  /** The next character that isn't white space, or undefined at the end. */
  private next(): string | undefined {
    while (' \t\n\r'.includes(this.text[this.at] ?? '-')) this.at++;
    return this.text[this.at];
  }

  private take(character: string): boolean {
    if (this.next() !== character) return false;
    this.at++;
    return true;
  }

  private fail(): never {
    const found = this.text[this.at];
    throw new SyntaxError(
      found === undefined
        ? 'Unexpected end of JSON input'
        : `Unexpected token '${found}' in JSON at position ${this.at}`,
    );
  }
}
