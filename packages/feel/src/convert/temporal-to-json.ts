import type { Side } from '../program.ts';
import {
  formatDate,
  formatMonthsAsJava,
  formatNanosAsJava,
  formatOffset,
  formatTemporal,
  formatTime,
  formatTimeAsJava,
} from '../temporal/format.ts';
import {
  FeelDate,
  LocalDateTime,
  LocalTime,
  MonthsDuration,
  NanosDuration,
  type Temporal,
  ZonedDateTime,
  ZonedTime,
} from '../temporal/types.ts';

/** A temporal value as text. The connector runtime and the releases of the engine write some kinds differently. */
export function temporalToJson(value: Temporal, side: Side): string {
  if (value instanceof FeelDate) return formatDate(value.days);
  if (side === 'connector') return ofConnector(value);
  return side === 'zeebe-8.6' ? ofEngine86(value) : ofEngine(value);
}

/** 8.6 writes what Java writes by itself: times without seconds where these are zero. */
function ofEngine86(value: Exclude<Temporal, FeelDate>): string {
  if (value instanceof MonthsDuration) return formatMonthsAsJava(value.months);
  if (value instanceof NanosDuration) return formatNanosAsJava(value.nanos);
  if (!(value instanceof LocalDateTime || value instanceof ZonedDateTime)) return ofEngine(value);
  const local = `${formatDate(value.days)}T${formatTimeAsJava(value.nanos)}`;
  return value instanceof LocalDateTime ? local : local + placeOf(value);
}

function placeOf({ offset, zone }: ZonedDateTime): string {
  return formatOffset(offset) + (zone === undefined ? '' : `[${zone}]`);
}

function ofConnector(value: Exclude<Temporal, FeelDate>): string {
  if (value instanceof LocalTime) return formatTime(value.nanos);
  if (value instanceof ZonedTime) return formatTimeAsJava(value.nanos) + formatOffset(value.offset);
  if (value instanceof LocalDateTime) return `${formatDate(value.days)}T${formatTime(value.nanos)}`;
  if (value instanceof ZonedDateTime) return dateTime(value) + formatOffset(value.offset);
  return value instanceof MonthsDuration ? formatMonthsAsJava(value.months) : formatNanosAsJava(value.nanos);
}

function ofEngine(value: Exclude<Temporal, FeelDate>): string {
  if (value instanceof LocalTime) return formatTimeAsJava(value.nanos);
  if (value instanceof ZonedDateTime) return dateTime(value) + placeOf(value);
  return formatTemporal(value);
}

function dateTime({ days, nanos }: ZonedDateTime): string {
  return `${formatDate(days)}T${formatTime(nanos)}`;
}
