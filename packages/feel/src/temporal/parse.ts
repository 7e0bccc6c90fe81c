import { daysOf, isDate } from './calendar.ts';
import {
  FeelDate,
  LocalDateTime,
  LocalTime,
  MonthsDuration,
  NANOS_PER_SECOND,
  NanosDuration,
  type Temporal,
  ZonedDateTime,
  ZonedTime,
} from './types.ts';
import { atInstant, instantOf, inZone, isZone, standardOffset } from './zones.ts';

/** What the engine takes for a text of each kind, before it is read. */
const LOOKS_LIKE = {
  date: /^-?([1-9]\d{0,4})?\d{4}-[01]\d-[0-3]\d$/,
  zonedTime: /^T?\d{2}:\d{2}:\d{2}(\.\d{1,9})?([+-]\d{2}:\d{2}|Z|@.*)$/,
  zonedDateTime:
    /^-?([1-9]\d{0,4})?\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d(:[0-5]\d)?(\.\d{1,9})?((([+-][01]\d:[0-5]\d|Z)(\[.+\])?)|@.*)$/,
  localDateTime: /^-?([1-9]\d{0,4})?\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d(:[0-5]\d)?(\.\d{1,9})?$/,
  months: /^-?P-?(\d+Y)?-?(\d+M)?$/,
  nanos: /^-?P(-?(\d+D)?(T-?(\d+H)?-?(\d+M)?-?(\d+(.\d*)?S)?)?)$/,
} as const;

export function parseDate(text: string): FeelDate | undefined {
  const days = LOOKS_LIKE.date.test(text) ? daysOfText(text) : undefined;
  return days === undefined ? undefined : new FeelDate(days);
}

export function parseTime(text: string): LocalTime | ZonedTime | undefined {
  if (!LOOKS_LIKE.zonedTime.test(text)) {
    const nanos = nanosOfText(text);
    return nanos === undefined ? undefined : new LocalTime(nanos);
  }
  const [, time = '', offsetText = '', zone] = /^(T?[\d:.]+)(Z|[+-]\d\d:\d\d|@(.*))$/.exec(text) ?? [];
  const nanos = nanosOfText(time);
  if (nanos === undefined) return undefined;
  if (zone !== undefined) return isZone(zone) ? new ZonedTime(nanos, standardOffset(zone), zone) : undefined;
  const offset = offsetOfText(offsetText);
  return offset === undefined ? undefined : new ZonedTime(nanos, offset);
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
  const zone = parts[3] ?? parts[4];
  if (zone !== undefined && !isZone(zone)) return undefined;
  if (parts[2] === undefined) return zone === undefined ? undefined : inZone(days, nanos, zone);
  const offset = offsetOfText(parts[2]);
  if (offset === undefined) return undefined;
  const withOffset = new ZonedDateTime(days, nanos, offset);
  return zone === undefined ? withOffset : atInstant(instantOf(withOffset), offset, zone);
}

function parseLocal(text: string): LocalDateTime | undefined {
  if (!LOOKS_LIKE.localDateTime.test(text)) return undefined;
  const split = text.indexOf('T');
  const days = daysOfText(text.slice(0, split));
  const nanos = nanosOfText(text.slice(split));
  return days === undefined || nanos === undefined ? undefined : new LocalDateTime(days, nanos);
}

export function parseDuration(text: string): MonthsDuration | NanosDuration | undefined {
  if (LOOKS_LIKE.months.test(text)) return parseMonths(text);
  return LOOKS_LIKE.nanos.test(text) ? parseNanos(text) : undefined;
}

function parseMonths(text: string): MonthsDuration | undefined {
  const match = /^(-?)P(?:(-?\d+)Y)?(?:(-?\d+)M)?$/.exec(text);
  if (!match || (match[2] === undefined && match[3] === undefined)) return undefined;
  const months = Number(match[2] ?? 0) * 12 + Number(match[3] ?? 0);
  return new MonthsDuration(match[1] === '-' && months !== 0 ? -months : months);
}

function parseNanos(text: string): NanosDuration | undefined {
  const match = /^(-?)P(?:(-?\d+)D)?(T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+)(?:[.,](\d{0,9}))?S)?)?$/.exec(text);
  if (!match || match[3] === 'T' || (match[2] === undefined && match[3] === undefined)) return undefined;
  const [, sign, days = '0', , hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const below = BigInt(fraction.padEnd(9, '0'));
  const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const nanos = whole * 1_000_000_000n + (seconds.startsWith('-') ? -below : below);
  return new NanosDuration(sign === '-' ? -nanos : nanos);
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

/** An offset such as `Z` or `+01:30`, in seconds. Java knows none beyond 18 hours. */
export function offsetOfText(text: string): number | undefined {
  if (text === 'Z') return 0;
  const [, sign, hours, minutes, seconds = '0'] = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (sign === undefined || Number(minutes) > 59) return undefined;
  const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (offset > 18 * 3600) return undefined;
  return sign === '-' && offset !== 0 ? -offset : offset;
}

function daysOfText(text: string): number | undefined {
  const match = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(text);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  return match && isDate(year, month, day) ? daysOf(year, month, day) : undefined;
}

function nanosOfText(text: string): number | undefined {
  const match = /^T?(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?$/.exec(text);
  const [hour, minute, second] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3] ?? 0)];
  if (!match || hour > 23 || minute > 59 || second > 59) return undefined;
  const below = Number((match[4] ?? '.0').slice(1).padEnd(9, '0'));
  return (hour * 3600 + minute * 60 + second) * NANOS_PER_SECOND + below;
}
