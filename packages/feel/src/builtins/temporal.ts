import { type Run, RunFailure } from '../evaluate/run.ts';
import { dateOf, daysInMonth, daysOf, isDate, weekdayOf } from '../temporal/calendar.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../temporal/parse.ts';
import { type Place, placeOfAnyText } from '../temporal/places.ts';
import {
  type DateOrDateTime,
  FeelDate,
  isDateOrDateTime,
  LocalDateTime,
  LocalTime,
  MonthsDuration,
  NANOS_PER_SECOND,
  NanosDuration,
  ZonedDateTime,
  ZonedTime,
} from '../temporal/types.ts';
import { atInstant, instantOf, inZone } from '../temporal/zones.ts';
import { type Decimal, decimalOfInt, ONE } from '../values/decimal.ts';
import { multiply, remainder } from '../values/decimal-arithmetic.ts';
import { FeelError, isNumber, type Value } from '../values/value.ts';
import { type Builtin, builtin } from './define.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Looking for a zone of a name is slow. */
const STEPS_OF_READING = 20;

const orError = (value: Value | undefined, what: string) => value ?? new FeelError(`Failed to parse ${what}`);

/** A text that is read now, which counts as steps. */
function taken(text: string, run: Run): string {
  run.step(STEPS_OF_READING);
  run.read(text);
  return text;
}

/** A function of the date part. */
function ofDate(name: string, act: (days: number) => Value): Builtin {
  return builtin(name, 'date', ([date = null]) => (isDateOrDateTime(date) ? act(date.days) : undefined));
}

export const temporalFunctions: readonly Builtin[] = [
  builtin('date', 'from', ([from = null]) => {
    if (typeof from === 'string') return orError(parseDate(from), 'date');
    return isDateOrDateTime(from) ? new FeelDate(from.days) : undefined;
  }),
  builtin('date', 'year,month,day', ([year = null, month = null, day = null]) => {
    if (!isNumber(year) || !isNumber(month) || !isNumber(day)) return undefined;
    const [y, m, d] = [year.toInt(), month.toInt(), day.toInt()];
    return isDate(y, m, d) ? new FeelDate(daysOf(y, m, d)) : new FeelError('No such date');
  }),
  builtin('date and time', 'from', ([from = null], run) =>
    typeof from === 'string' ? orError(parseDateTime(taken(from, run)), 'date and time') : undefined,
  ),
  builtin('date and time', 'date,time', ([date = null, time = null], run) => {
    run.step(STEPS_OF_READING);
    return dateAndTime(date, time);
  }),
  builtin('time', 'from', ([from = null], run) => {
    if (typeof from === 'string') return orError(parseTime(taken(from, run)), 'time');
    if (from instanceof LocalDateTime) return new LocalTime(from.nanos);
    if (from instanceof ZonedDateTime) return new ZonedTime(from.nanos, from.offset, from.zone);
    return from instanceof FeelDate ? new ZonedTime(0, 0) : undefined;
  }),
  builtin('time', 'hour,minute,second', ([hour = null, minute = null, second = null]) => {
    if (!isNumber(hour) || !isNumber(minute) || !isNumber(second)) return undefined;
    const nanos = nanosOf(hour, minute, second, true);
    return nanos === undefined ? new FeelError('No such time') : new LocalTime(nanos);
  }),
  builtin('time', 'hour,minute,second,offset', ([hour = null, minute = null, second = null, offset = null]) => {
    if (!isNumber(hour) || !isNumber(minute) || !isNumber(second)) return undefined;
    if (offset !== null && !(offset instanceof NanosDuration)) return undefined;
    const nanos = nanosOf(hour, minute, second, offset !== null);
    const seconds = offset === null ? 0 : Number(offset.nanos / 1_000_000_000n);
    if (nanos === undefined || Math.abs(seconds) > 18 * 3600) return new FeelError('No such time');
    return offset === null ? new LocalTime(nanos) : new ZonedTime(nanos, seconds);
  }),
  builtin('duration', 'from', ([from = null], run) =>
    typeof from === 'string' ? orError(parseDuration(taken(from, run)), 'duration') : undefined,
  ),
  builtin('years and months duration', 'from,to', ([from = null, to = null]) =>
    isDateOrDateTime(from) && isDateOrDateTime(to) ? new MonthsDuration(monthsBetween(from, to)) : undefined,
  ),
  ofDate('day of year', (days) => decimalOfInt(days - daysOf(dateOf(days).year, 1, 1) + 1)),
  ofDate('day of week', (days) => WEEKDAYS[weekdayOf(days)] ?? null),
  ofDate('month of year', (days) => MONTHS[dateOf(days).month - 1] ?? null),
  ofDate('week of year', (days) => {
    // The week belongs to the year of its Thursday.
    const thursday = days - weekdayOf(days) + 3;
    return decimalOfInt(Math.floor((thursday - daysOf(dateOf(thursday).year, 1, 1)) / 7) + 1);
  }),
  ofDate('last day of month', (days) => {
    const { year, month } = dateOf(days);
    return new FeelDate(daysOf(year, month, daysInMonth(year, month)));
  }),
  builtin('now', '', (_, run) => now(run.clock(), run.zone)),
  builtin('today', '', (_, run) => new FeelDate(now(run.clock(), run.zone).days)),
];

const NANOS_PER_MILLI = 1_000_000n;

/** @param zone a zone's name; `Z` is UTC without a name */
function now(ms: number, zone: string): ZonedDateTime {
  return atInstant(BigInt(Math.floor(ms)) * NANOS_PER_MILLI, 0, zone === 'Z' ? undefined : zone);
}

function dateAndTime(date: Value, time: Value): Value | undefined {
  if (!isDateOrDateTime(date)) return undefined;
  if (time instanceof LocalTime) return new LocalDateTime(date.days, time.nanos);
  if (time instanceof ZonedTime) {
    return time.zone === undefined
      ? new ZonedDateTime(date.days, time.nanos, time.offset)
      : inZone(date.days, time.nanos, time.zone);
  }
  if (typeof time !== 'string' || date instanceof FeelDate) return undefined;
  const { offset, zone } = placeOf(time);
  if (date instanceof ZonedDateTime) return atInstant(instantOf(date), offset, zone);
  return zone === undefined ? new ZonedDateTime(date.days, date.nanos, offset) : inZone(date.days, date.nanos, zone);
}

/** @throws RunFailure where there is no such zone, as Java does */
function placeOf(text: string): Place {
  const place = placeOfAnyText(text);
  if (!place) throw new RunFailure(`Unknown time zone '${text}'`);
  return place;
}

const NANOS = decimalOfInt(NANOS_PER_SECOND);

function nanosOf(hour: Decimal, minute: Decimal, second: Decimal, withFraction: boolean): number | undefined {
  const [h, m, s] = [hour.toInt(), minute.toInt(), second.toInt()];
  if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return undefined;
  const below = withFraction ? Number(multiply(remainder(second, ONE), NANOS).toBigInt()) : 0;
  return (h * 3600 + m * 60 + s) * NANOS_PER_SECOND + below;
}

function monthsBetween(from: DateOrDateTime, to: DateOrDateTime): number {
  const [a, b] = [dateOf(from.days), dateOf(to.days)];
  const months = b.year * 12 + b.month - (a.year * 12 + a.month);
  if (months > 0 && b.day < a.day) return months - 1;
  return months < 0 && b.day > a.day ? months + 1 : months;
}
