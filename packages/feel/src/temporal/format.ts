import { dateOf } from './calendar.ts';
import {
  FeelDate,
  LocalDateTime,
  LocalTime,
  MonthsDuration,
  NANOS_PER_SECOND,
  type NanosDuration,
  type Temporal,
  ZonedDateTime,
  ZonedTime,
} from './types.ts';
import { floorDivide } from './zones.ts';

const two = (value: number) => String(value).padStart(2, '0');

export function formatDate(days: number): string {
  const { year, month, day } = dateOf(days);
  const size = String(Math.abs(year)).padStart(4, '0');
  const sign = year < 0 ? '-' : year > 9999 ? '+' : '';
  return `${sign}${size}-${two(month)}-${two(day)}`;
}

/** Hours to seconds, and a fraction where there is one, without zeros at its end. */
export function formatTime(nanos: number): string {
  const seconds = Math.floor(nanos / NANOS_PER_SECOND);
  const below = nanos % NANOS_PER_SECOND;
  const fraction = below === 0 ? '' : `.${String(below).padStart(9, '0').replace(/0+$/, '')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}

/** As Java writes a time: without seconds where they are zero, and the fraction in groups of three digits. */
export function formatTimeAsJava(nanos: number): string {
  const below = nanos % NANOS_PER_SECOND;
  const seconds = Math.floor(nanos / NANOS_PER_SECOND) % 60;
  const whole = formatTime(nanos - below);
  if (below === 0) return seconds === 0 ? whole.slice(0, 5) : whole;
  return `${whole}.${String(below)
    .padStart(9, '0')
    .replace(/(000){1,2}$/, '')}`;
}

export function formatOffset(offset: number): string {
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`;
}

/** As FEEL's own `string()` writes it. */
export function formatTemporal(value: Temporal): string {
  if (value instanceof FeelDate) return formatDate(value.days);
  if (value instanceof LocalTime) return formatTime(value.nanos);
  if (value instanceof ZonedTime) return formatTime(value.nanos) + placeOf(value);
  if (value instanceof LocalDateTime) return `${unsignedDate(value.days)}T${formatTime(value.nanos)}`;
  if (value instanceof ZonedDateTime) return `${unsignedDate(value.days)}T${formatTime(value.nanos)}${placeOf(value)}`;
  return value instanceof MonthsDuration ? formatMonths(value) : formatNanos(value);
}

/** Before a time, FEEL writes no sign before years of five digits. */
function unsignedDate(days: number): string {
  return formatDate(days).replace('+', '');
}

function placeOf({ zone, offset }: ZonedTime | ZonedDateTime): string {
  return zone === undefined ? formatOffset(offset) : `@${zone}`;
}

function formatMonths({ months }: MonthsDuration): string {
  if (months === 0) return 'P0Y';
  const size = Math.abs(months);
  const [years, rest] = [Math.floor(size / 12), size % 12];
  return `${months < 0 ? '-' : ''}P${years > 0 ? `${years}Y` : ''}${rest > 0 ? `${rest}M` : ''}`;
}

/** Fractions of a second are not written. */
function formatNanos({ nanos }: NanosDuration): string {
  const total = floorDivide(nanos, 1_000_000_000n);
  const parts = [total / 86_400n, (total / 3600n) % 24n, (total / 60n) % 60n, total % 60n] as const;
  if (parts.every((part) => part === 0n)) return 'P0D';
  const isNegative = parts.every((part) => part <= 0n);
  const [days, hours, minutes, seconds] = parts.map((part) => (isNegative ? -part : part));
  const unit = (value: bigint | undefined, name: string) => (value ? `${value}${name}` : '');
  const time = unit(hours, 'H') + unit(minutes, 'M') + unit(seconds, 'S');
  return `${isNegative ? '-' : ''}P${unit(days, 'D')}${time && `T${time}`}`;
}

/** As Java's `Period` writes years and months. */
export function formatMonthsAsJava(months: number): string {
  if (months === 0) return 'P0D';
  const [years, rest] = [Math.trunc(months / 12), months % 12];
  return `P${years === 0 ? '' : `${years}Y`}${rest === 0 ? '' : `${rest}M`}`;
}

/** As Java's `Duration` writes days and time: in hours, minutes and seconds, each with its own sign. */
export function formatNanosAsJava(nanos: bigint): string {
  if (nanos === 0n) return 'PT0S';
  const seconds = floorDivide(nanos, 1_000_000_000n);
  const below = nanos - seconds * 1_000_000_000n;
  // A negative duration with a fraction: Java counts the seconds towards zero and the fraction from there.
  const isMixed = seconds < 0n && below > 0n;
  const effective = isMixed ? seconds + 1n : seconds;
  const [hours, minutes, rest] = [effective / 3600n, (effective % 3600n) / 60n, effective % 60n];
  const head = `PT${hours === 0n ? '' : `${hours}H`}${minutes === 0n ? '' : `${minutes}M`}`;
  if (rest === 0n && below === 0n) return head;
  const fraction = isMixed ? 1_000_000_000n - below : below;
  const decimals = fraction === 0n ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
  return `${head}${isMixed && rest === 0n ? '-0' : rest}${decimals}S`;
}
