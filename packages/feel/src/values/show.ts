import { formatTemporal } from '../temporal/format.ts';
import { FeelContext } from './context.ts';
import { Decimal } from './decimal.ts';
import { FeelFunction } from './function.ts';
import { FeelRange } from './range.ts';
import { isList, isTemporal, type Value } from './value.ts';

/** Takes a piece of text. @returns whether more is wanted: a value that is shared many times inside may have no end to speak of */
export type Sink = (piece: string) => boolean;

/** Writes a value in FEEL's own notation, as `string()` gives what is no text. */
export function writeValue(value: Value, sink: Sink): boolean {
  if (isList(value)) {
    return (
      sink('[') && value.every((item, index) => (index === 0 || sink(', ')) && writeValue(item, sink)) && sink(']')
    );
  }
  if (value instanceof FeelContext) {
    const writeEntry = ([name, item]: readonly [string, Value], index: number) =>
      (index === 0 || sink(', ')) && sink(`${name}:`) && writeValue(item, sink);
    return sink('{') && value.entries().every(writeEntry) && sink('}');
  }
  return sink(showOne(value));
}

function showOne(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Decimal) return value.toString();
  if (isTemporal(value)) return formatTemporal(value);
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (!(value instanceof FeelRange)) return 'error';
  const { start, end, includesStart, includesEnd } = value;
  return `${includesStart ? '[' : '('}${showOne(start)}..${showOne(end)}${includesEnd ? ']' : ')'}`;
}

const MOST_CHARACTERS = 200;

/** A value for a message: of a long one the beginning. */
export function excerpt(value: Value): string {
  let text = '';
  writeValue(value, (piece) => {
    text += piece.slice(0, MOST_CHARACTERS);
    return text.length <= MOST_CHARACTERS;
  });
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
