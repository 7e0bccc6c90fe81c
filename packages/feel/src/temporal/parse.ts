import { daysOf, isDate } from './calendar.ts';
import { offsetOfText, placeOfText } from './places.ts';
import {
  FeelDate,
  isMonthsDuration,
  isNanosDuration,
  LocalDateTime,
  LocalTime,
  MonthsDuration,
  NANOS_PER_SECOND,
  NanosDuration,
  type Temporal,
  ZonedDateTime,
  ZonedTime,
} from './types.ts';
import { atInstant, instantOf, inZone, standardOffset } from './zones.ts';

/** What the engine takes for a text of each kind, before it is read. */
const LOOKS_LIKE = {
  date: /^-?([1-9]\d{0,4})?\d{4}-[01]\d-[0-3]\d$/,
  zonedTime: /^T?\d{2}:\d{2}:\d{2}(\.\d{1,9})?([+-]\d{2}:\d{2}|Z|@.*)$/,
  zonedDateTime:
    /^-?([1-9]\d{0,4})?\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d(:[0-5]\d)?(\.\d{1,9})?((([+-][01]\d:[0-5]\d|Z)(\[.+\])?)|@.*)$/,
  localDateTime: /^-?([1-9]\d{0,4})?\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d(:[0-5]\d)?(\.\d{0,9})?$/,
  months: /^-?P-?(\d+Y)?-?(\d+M)?$/,
  nanos: /^-?P(-?(\d+D)?(T-?(\d+H)?-?(\d+M)?-?(\d+(.\d*)?S)?)?)$/,
} as const;

export function parseDate(text: string): FeelDate | undefined {
  const days = LOOKS_LIKE.date.test(text) ? daysOfText(text) : undefined;
  return days === undefined ? undefined : new FeelDate(days);
}

export function parseTime(text: string): LocalTime | ZonedTime | undefined {
  if (!LOOKS_LIKE.zonedTime.test(text)) {
    const nanos = nanosOfDay(text);
    return nanos === undefined ? undefined : new LocalTime(nanos);
  }
  const [, time = '', offsetText = '', zone] = /^(T?[\d:.]+)(Z|[+-]\d\d:\d\d|@(.*))$/.exec(text) ?? [];
  const nanos = nanosOfDay(time);
  if (nanos === undefined) return undefined;
  const place = placeOfText(zone ?? offsetText);
  if (!place) return undefined;
  return place.zone === undefined
    ? new ZonedTime(nanos, place.offset)
    : new ZonedTime(nanos, standardOffset(place.zone), place.zone);
}

/** A date alone is midnight. */
export function parseDateTime(text: string): LocalDateTime | ZonedDateTime | undefined {
  if (LOOKS_LIKE.date.test(text)) {
    const days = daysOfText(text);
    return days === undefined ? undefined : new LocalDateTime(days, 0);
  }
  return LOOKS_LIKE.zonedDateTime.test(text) ? parseZoned(text) : parseLocal(text);
}

function parseZoned(text: string): ZonedDateTime | undefined {
  const split = text.indexOf('T');
  const parts = /^T([\d:.]+?)(Z|[+-]\d\d:\d\d)?(?:\[(.+)\]|@(.*))?$/.exec(text.slice(split));
  const days = daysOfText(text.slice(0, split));
  const nanos = nanosOfText(parts?.[1] ?? '');
  if (days === undefined || nanos === undefined || !parts) return undefined;
  const placeText = parts[3] ?? parts[4];
  const place = placeText === undefined ? undefined : placeOfText(placeText);
  if (placeText !== undefined && !place) return undefined;
  if (parts[2] === undefined) {
    if (!place) return undefined;
    return place.zone === undefined ? new ZonedDateTime(days, nanos, place.offset) : inZone(days, nanos, place.zone);
  }
  const offset = offsetOfText(parts[2]);
  if (offset === undefined) return undefined;
  const withOffset = new ZonedDateTime(days, nanos, offset);
  return place ? atInstant(instantOf(withOffset), place.offset, place.zone) : withOffset;
}

function parseLocal(text: string): LocalDateTime | undefined {
  if (!LOOKS_LIKE.localDateTime.test(text)) return undefined;
  const split = text.indexOf('T');
  const days = daysOfText(text.slice(0, split));
  const nanos = nanosOfText(text.slice(split));
  return days === undefined || nanos === undefined ? undefined : new LocalDateTime(days, nanos);
}

/** Longer ones hold nothing but zeros, or are too long as durations too. */
const LONGEST_DURATION = 1000;

export function parseDuration(text: string): MonthsDuration | NanosDuration | undefined {
  if (text.length > LONGEST_DURATION) return undefined;
  return LOOKS_LIKE.months.test(text) ? parseMonths(text) : parseNanos(text);
}

const LARGEST_INT = 2 ** 31 - 1;

function parseMonths(text: string): MonthsDuration | undefined {
  const match = /^(-?)P(?:(-?\d+)Y)?(?:(-?\d+)M)?$/.exec(text);
  if (!match || (match[2] === undefined && match[3] === undefined)) return undefined;
  const [years, months] = [Number(match[2] ?? 0), Number(match[3] ?? 0)];
  if (Math.abs(years) > LARGEST_INT || Math.abs(months) > LARGEST_INT) return undefined;
  const total = years * 12 + months;
  if (!isMonthsDuration(total)) return undefined;
  return new MonthsDuration(match[1] === '-' && total !== 0 ? -total : total);
}

const NANOS = /^([-+]?)P(?:([-+]?\d+)D)?(T(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+)(?:[.,](\d{0,9}))?S)?)?$/i;

function parseNanos(text: string): NanosDuration | undefined {
  const match = NANOS.exec(text);
  if (!match || match[3]?.toUpperCase() === 'T' || (match[2] === undefined && match[3] === undefined)) return undefined;
  const [, sign, days = '0', , hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const below = BigInt(fraction.padEnd(9, '0'));
  const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const nanos = whole * 1_000_000_000n + (seconds.startsWith('-') ? -below : below);
  return isNanosDuration(nanos) ? new NanosDuration(sign === '-' ? -nanos : nanos) : undefined;
}

/** What follows an `@`: any temporal value. */
export function parseTemporal(text: string): Temporal | undefined {
  if (LOOKS_LIKE.date.test(text)) return parseDate(text);
  if (LOOKS_LIKE.zonedTime.test(text)) return parseTime(text);
  if (LOOKS_LIKE.zonedDateTime.test(text)) return parseZoned(text);
  if (LOOKS_LIKE.localDateTime.test(text)) return parseLocal(text);
  if (LOOKS_LIKE.months.test(text) || LOOKS_LIKE.nanos.test(text)) return parseDuration(text);
  return parseTime(text);
}

function daysOfText(text: string): number | undefined {
  const match = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(text);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  return match && isDate(year, month, day) ? daysOf(year, month, day) : undefined;
}

/** Of a time alone, which may be the end of the day: that is its beginning. */
function nanosOfDay(text: string): number | undefined {
  return /^T?24:00(:00)?$/.test(text) ? 0 : nanosOfText(text);
}

function nanosOfText(text: string): number | undefined {
  const match = /^T?(\d\d):(\d\d)(?::(\d\d)(\.\d{0,9})?)?$/.exec(text);
  const [hour, minute, second] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3] ?? 0)];
  if (!match || hour > 23 || minute > 59 || second > 59) return undefined;
  const below = Number((match[4] ?? '.0').slice(1).padEnd(9, '0'));
  return (hour * 3600 + minute * 60 + second) * NANOS_PER_SECOND + below;
}
