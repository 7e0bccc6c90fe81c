import { plusMonths } from './calendar.ts';
import { formatOffset } from './format.ts';
import {
  type Duration,
  FeelDate,
  isDuration,
  LocalDateTime,
  LocalTime,
  MonthsDuration,
  NANOS_PER_DAY,
  NANOS_PER_SECOND,
  NanosDuration,
  type Temporal,
  ZonedDateTime,
  ZonedTime,
} from './types.ts';
import { atInstant, instantOf, inZone } from './zones.ts';

const DAY = 86_400_000_000_000n;

/** The temporal value that long after, or undefined where the two do not fit. @param sign -1 for before */
export function plusDuration(value: Temporal, duration: Duration, sign: 1 | -1 = 1): Temporal | undefined {
  return duration instanceof MonthsDuration
    ? plusMonthsDuration(value, sign * duration.months)
    : plusNanos(value, sign === 1 ? duration.nanos : -duration.nanos);
}

function plusMonthsDuration(value: Temporal, months: number): Temporal | undefined {
  if (value instanceof FeelDate) return new FeelDate(plusMonths(value.days, months));
  if (value instanceof LocalDateTime) return new LocalDateTime(plusMonths(value.days, months), value.nanos);
  if (!(value instanceof ZonedDateTime)) return undefined;
  const days = plusMonths(value.days, months);
  return value.zone === undefined
    ? new ZonedDateTime(days, value.nanos, value.offset)
    : inZone(days, value.nanos, value.zone);
}

function plusNanos(value: Temporal, nanos: bigint): Temporal | undefined {
  if (value instanceof FeelDate) return new FeelDate(moved(value.days, 0, nanos).days);
  if (value instanceof LocalDateTime) {
    const { days, rest } = moved(value.days, value.nanos, nanos);
    return new LocalDateTime(days, rest);
  }
  if (value instanceof ZonedDateTime) return atInstant(instantOf(value) + nanos, value.offset, value.zone);
  if (value instanceof LocalTime) return new LocalTime(moved(0, value.nanos, nanos).rest);
  if (value instanceof ZonedTime) return new ZonedTime(moved(0, value.nanos, nanos).rest, value.offset, value.zone);
  return undefined;
}

function moved(days: number, nanosOfDay: number, nanos: bigint): { readonly days: number; readonly rest: number } {
  const total = BigInt(days) * DAY + BigInt(nanosOfDay) + nanos;
  const rest = ((total % DAY) + DAY) % DAY;
  return { days: Number((total - rest) / DAY), rest: Number(rest) };
}

/** The time between two values of one kind, or the value a duration before. Undefined where the two do not fit. */
export function minus(a: Temporal, b: Temporal): Temporal | undefined {
  if (a instanceof FeelDate && b instanceof FeelDate) return new NanosDuration(BigInt(a.days - b.days) * DAY);
  if (a instanceof LocalDateTime && b instanceof LocalDateTime) {
    return new NanosDuration(BigInt(a.days - b.days) * DAY + BigInt(a.nanos - b.nanos));
  }
  if (a instanceof ZonedDateTime && b instanceof ZonedDateTime) return new NanosDuration(instantOf(a) - instantOf(b));
  if (a instanceof LocalTime && b instanceof LocalTime) return new NanosDuration(BigInt(a.nanos - b.nanos));
  // Between times with offsets the engine gives no sign.
  if (a instanceof ZonedTime && b instanceof ZonedTime)
    return new NanosDuration(BigInt(Math.abs(utcNanos(a) - utcNanos(b))));
  return isDuration(b) && !isDuration(a) ? plusDuration(a, b, -1) : undefined;
}

function utcNanos({ nanos, offset }: ZonedTime): number {
  return nanos - offset * NANOS_PER_SECOND;
}

/** Of two values of one kind: negative, zero or positive. */
export function compareTemporals(a: Temporal, b: Temporal): number {
  if (a instanceof ZonedDateTime && b instanceof ZonedDateTime) return compareZoned(a, b);
  const [x, y] = [orderOf(a), orderOf(b)];
  return x < y ? -1 : Number(x > y);
}

function orderOf(value: Temporal): number | bigint {
  if (value instanceof FeelDate) return value.days;
  if (value instanceof LocalTime) return value.nanos;
  if (value instanceof ZonedTime) return utcNanos(value);
  if (value instanceof MonthsDuration) return value.months;
  if (value instanceof NanosDuration) return value.nanos;
  return BigInt(value.days) * BigInt(NANOS_PER_DAY) + BigInt(value.nanos);
}

/** One moment on two clocks is told apart by the clocks, then by the zones. */
function compareZoned(a: ZonedDateTime, b: ZonedDateTime): number {
  const byClock = (value: ZonedDateTime) => BigInt(value.days) * DAY + BigInt(value.nanos);
  const pairs = [
    [instantOf(a), instantOf(b)],
    [byClock(a), byClock(b)],
    [a.zone ?? formatOffset(a.offset), b.zone ?? formatOffset(b.offset)],
  ] as const;
  const [x, y] = pairs.find(([left, right]) => left !== right) ?? [0, 0];
  return x < y ? -1 : Number(x > y);
}

/** Equal in all that they consist of: one moment in two zones is not. */
export function areSameTemporals(a: Temporal, b: Temporal): boolean {
  if (a.constructor !== b.constructor) return false;
  const parts = (value: Temporal) => Object.values(value) as readonly unknown[];
  const others = parts(b);
  return parts(a).every((part, index) => part === others[index]);
}
