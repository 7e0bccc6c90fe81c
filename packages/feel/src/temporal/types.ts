/** FEEL's temporal values. Days are counted from 1970-01-01, nanoseconds from midnight, offsets in seconds east of UTC. */

/** Java’s calendar ends with the years -999999999 and 999999999. */
const FIRST_DAY = -365_243_219_162;
const LAST_DAY = 365_241_780_471;

/** @throws RangeError beyond Java’s calendar */
function checkedDays(days: number): number {
  if (days < FIRST_DAY || days > LAST_DAY) throw new RangeError('The date exceeds the largest or the smallest one');
  return days;
}

export class FeelDate {
  readonly days: number;

  constructor(days: number) {
    this.days = checkedDays(days);
  }
}

/** A time of day without a place. */
export class LocalTime {
  readonly nanos: number;

  constructor(nanos: number) {
    this.nanos = nanos;
  }
}

/** A time of day with an offset, and the zone that it came from if it was given by one. */
export class ZonedTime {
  readonly nanos: number;
  readonly offset: number;
  readonly zone: string | undefined;

  constructor(nanos: number, offset: number, zone?: string) {
    this.nanos = nanos;
    this.offset = offset;
    this.zone = zone;
  }
}

export class LocalDateTime {
  readonly days: number;
  readonly nanos: number;

  constructor(days: number, nanos: number) {
    this.days = checkedDays(days);
    this.nanos = nanos;
  }
}

export class ZonedDateTime {
  readonly days: number;
  readonly nanos: number;
  readonly offset: number;
  readonly zone: string | undefined;

  constructor(days: number, nanos: number, offset: number, zone?: string) {
    this.days = checkedDays(days);
    this.nanos = nanos;
    this.offset = offset;
    this.zone = zone;
  }
}

/** Whether a duration can be that long. */
export function isMonthsDuration(months: number): boolean {
  const years = Math.trunc(months / 12);
  return years < 2 ** 31 && years >= -(2 ** 31);
}

/** Years and months. */
export class MonthsDuration {
  readonly months: number;

  /** @throws RangeError beyond 32 bits of years */
  constructor(months: number) {
    if (!isMonthsDuration(months)) throw new RangeError('The duration is too long');
    this.months = months;
  }
}

const LONGEST_NANOS = (2n ** 63n - 1n) * 1_000_000_000n + 999_999_999n;

/** Whether a duration can be that long. */
export function isNanosDuration(nanos: bigint): boolean {
  return nanos <= LONGEST_NANOS && nanos >= -LONGEST_NANOS;
}

/** Days and time. */
export class NanosDuration {
  readonly nanos: bigint;

  /** @throws RangeError beyond 64 bits of seconds */
  constructor(nanos: bigint) {
    if (!isNanosDuration(nanos)) throw new RangeError('The duration is too long');
    this.nanos = nanos;
  }
}

export type Duration = MonthsDuration | NanosDuration;
export type DateOrDateTime = FeelDate | LocalDateTime | ZonedDateTime;
export type Temporal = DateOrDateTime | LocalTime | ZonedTime | Duration;

export const NANOS_PER_SECOND = 1e9;
export const NANOS_PER_DAY = 86_400e9;

export function isDuration(value: unknown): value is Duration {
  return value instanceof NanosDuration || value instanceof MonthsDuration;
}

export function isDateOrDateTime(value: unknown): value is DateOrDateTime {
  return value instanceof FeelDate || value instanceof LocalDateTime || value instanceof ZonedDateTime;
}

export function isTemporal(value: unknown): value is Temporal {
  return isDateOrDateTime(value) || value instanceof LocalTime || value instanceof ZonedTime || isDuration(value);
}
