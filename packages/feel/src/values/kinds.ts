import {
  FeelDate,
  LocalDateTime,
  LocalTime,
  MonthsDuration,
  NanosDuration,
  ZonedDateTime,
  ZonedTime,
} from '../temporal/types.ts';
import { FeelContext } from './context.ts';
import { Decimal } from './decimal.ts';
import { FeelFunction } from './function.ts';
import { FeelRange } from './range.ts';
import type { Value } from './value.ts';

/** The name of a value's type in `instance of`. */
export function typeName(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (value instanceof Decimal) return 'number';
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelContext) return 'context';
  if (value instanceof FeelFunction) return 'function';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof LocalTime || value instanceof ZonedTime) return 'time';
  if (value instanceof LocalDateTime || value instanceof ZonedDateTime) return 'date and time';
  if (value instanceof MonthsDuration) return 'years and months duration';
  return value instanceof NanosDuration ? 'days and time duration' : 'error';
}

/** What two values must share to be compared: finer than the type, since a local time is no zoned one. */
export function kindOf(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value === null ? null : typeof value;
  if (Array.isArray(value)) return 'list';
  return value instanceof FeelContext ? FeelContext : value.constructor;
}
