import { formatTemporal } from '../temporal/format.ts';
import { FeelContext } from './context.ts';
import { Decimal } from './decimal.ts';
import { FeelFunction } from './function.ts';
import { FeelRange } from './range.ts';
import { isList, isTemporal, type Value } from './value.ts';

/** A value in FEEL's own notation, as `string()` gives what is no text. */
export function show(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Decimal) return value.toString();
  if (isTemporal(value)) return formatTemporal(value);
  if (isList(value)) return `[${value.map(show).join(', ')}]`;
  if (value instanceof FeelContext)
    return `{${value
      .entries()
      .map(([name, item]) => `${name}:${show(item)}`)
      .join(', ')}}`;
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (!(value instanceof FeelRange)) return 'error';
  const { start, end, includesStart, includesEnd } = value;
  return `${includesStart ? '[' : '('}${show(start)}..${show(end)}${includesEnd ? ']' : ')'}`;
}
