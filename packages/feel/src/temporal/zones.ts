import { daysOf } from './calendar.ts';
import { NANOS_PER_DAY, NANOS_PER_SECOND, ZonedDateTime } from './types.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
/** Names differ in their cases too: what is kept must have an end. */
const MOST_FORMATS = 500;
const ZONE_NAME = /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*)*$/;

/** Fixed zones of Java: `UTC+01:00`. */
const FIXED = /^(?:UTC|GMT|UT)(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;
/** Zones of JavaScript that Java does not have. */
const UNKNOWN_TO_JAVA = new Set(['EST', 'MST', 'HST']);

/** Names are those of Java: with capital letters where the zone database has them. */
export function isZone(name: string): boolean {
  if (FIXED.test(name)) return true;
  if (!ZONE_NAME.test(name) || UNKNOWN_TO_JAVA.has(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const parts = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  if (formats.size >= MOST_FORMATS) formats.clear();
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...parts });
  formats.set(zone, format);
  return format;
}

/** The offset of a zone at a moment, in seconds. @param seconds since 1970 */
export function offsetAt(zone: string, seconds: number): number {
  const fixed = FIXED.exec(zone);
  if (fixed) return fixedOffset(fixed);
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatOf(zone).formatToParts(seconds * 1000)) parts[type] = value;
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts[type]);
  const year = parts.era === 'BC' ? 1 - number('year') : number('year');
  const local =
    daysOf(year, number('month'), number('day')) * 86_400 +
    number('hour') * 3600 +
    number('minute') * 60 +
    number('second');
  return local - Math.floor(seconds);
}

function fixedOffset([, sign, hours = '0', minutes = '0', seconds = '0']: RegExpExecArray): number {
  const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -offset : offset;
}

/** The offset that a zone has without summer time, by the rules of a year of today. */
export function standardOffset(zone: string): number {
  const at = (month: number) => offsetAt(zone, daysOf(2026, month, 1) * 86_400);
  return Math.min(at(1), at(7));
}

/** A local time in a zone. Where clocks go back the earlier moment is meant; where they go forward it is moved by the gap. */
export function inZone(days: number, nanos: number, zone: string): ZonedDateTime {
  const local = days * 86_400 + Math.floor(nanos / NANOS_PER_SECOND);
  const before = offsetAt(zone, local - 86_400);
  const after = offsetAt(zone, local + 86_400);
  for (const offset of [before, offsetAt(zone, local - before), after]) {
    if (offsetAt(zone, local - offset) === offset) return new ZonedDateTime(days, nanos, offset, zone);
  }
  const shifted = nanos + (after - before) * NANOS_PER_SECOND;
  const dayShift = Math.floor(shifted / NANOS_PER_DAY);
  return new ZonedDateTime(days + dayShift, shifted - dayShift * NANOS_PER_DAY, after, zone);
}

/** Nanoseconds since 1970. */
export function instantOf({ days, nanos, offset }: ZonedDateTime): bigint {
  return BigInt(days * 86_400 - offset) * 1_000_000_000n + BigInt(nanos);
}

/** A moment, as the clock of a zone shows it, or of an offset where there is no zone. */
export function atInstant(instant: bigint, offset: number, zone: string | undefined): ZonedDateTime {
  const seconds = floorDivide(instant, 1_000_000_000n);
  const fraction = Number(instant - seconds * 1_000_000_000n);
  const actual = zone === undefined ? offset : offsetAt(zone, Number(seconds));
  const local = Number(seconds) + actual;
  const days = Math.floor(local / 86_400);
  return new ZonedDateTime(days, (local - days * 86_400) * NANOS_PER_SECOND + fraction, actual, zone);
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
