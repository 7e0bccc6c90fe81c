import { Decimal, decimalOfInt } from '../values/decimal.ts';
import { dateOf, weekdayOf } from './calendar.ts';
import {
  FeelDate,
  LocalTime,
  MonthsDuration,
  NANOS_PER_SECOND,
  NanosDuration,
  type Temporal,
  ZonedDateTime,
  ZonedTime,
} from './types.ts';
import { floorDivide } from './zones.ts';

/** A property such as `year`, or undefined where the value has none of the name. */
export function temporalProperty(value: Temporal, name: string): Decimal | NanosDuration | string | null | undefined {
  if (value instanceof MonthsDuration) {
    if (name === 'years') return decimalOfInt(Math.trunc(value.months / 12));
    return name === 'months' ? decimalOfInt(value.months % 12) : undefined;
  }
  if (value instanceof NanosDuration) return durationProperty(value, name);
  if (!(value instanceof LocalTime || value instanceof ZonedTime)) {
    const ofDate = dateProperty(value.days, name);
    if (ofDate !== undefined || value instanceof FeelDate) return ofDate;
  }
  return timeProperty(value, name);
}

function durationProperty({ nanos }: NanosDuration, name: string): Decimal | undefined {
  const seconds = floorDivide(nanos, 1_000_000_000n);
  switch (name) {
    case 'days':
      return new Decimal(seconds / 86_400n, 0);
    case 'hours':
      return new Decimal((seconds / 3600n) % 24n, 0);
    case 'minutes':
      return new Decimal((seconds / 60n) % 60n, 0);
    case 'seconds':
      return new Decimal(seconds % 60n, 0);
    default:
      return undefined;
  }
}

function dateProperty(days: number, name: string): Decimal | undefined {
  switch (name) {
    case 'year':
    case 'month':
    case 'day':
      return decimalOfInt(dateOf(days)[name]);
    case 'weekday':
      return decimalOfInt(weekdayOf(days) + 1);
    default:
      return undefined;
  }
}

function timeProperty(value: Exclude<Temporal, FeelDate | MonthsDuration | NanosDuration>, name: string) {
  const seconds = Math.floor(value.nanos / NANOS_PER_SECOND);
  const isZoned = value instanceof ZonedTime || value instanceof ZonedDateTime;
  switch (name) {
    case 'hour':
      return decimalOfInt(Math.floor(seconds / 3600));
    case 'minute':
      return decimalOfInt(Math.floor(seconds / 60) % 60);
    case 'second':
      return decimalOfInt(seconds % 60);
    case 'time offset':
      return isZoned ? new NanosDuration(BigInt(value.offset) * 1_000_000_000n) : null;
    case 'timezone':
      return isZoned ? (value.zone ?? null) : null;
    default:
      return undefined;
  }
}
