import { formatMonthsAsJava, formatNanosAsJava, formatOffset, formatTime } from '../temporal/format.ts';
import { MonthsDuration, NanosDuration, type Temporal, ZonedDateTime, ZonedTime } from '../temporal/types.ts';
import { FeelContext } from '../values/context.ts';
import { Decimal } from '../values/decimal.ts';
import { excerpt, type Sink } from '../values/show.ts';
import { isList, isTemporal, type Value } from '../values/value.ts';
import { temporalToJson } from './temporal-to-json.ts';

/** What FEEL's `to json` writes: numbers keep their scale, and temporal values are written as the connector does, with their zone. */
export function writeJson(value: Value, sink: Sink): boolean {
  if (isList(value)) {
    return sink('[') && value.every((item, index) => (index === 0 || sink(',')) && writeJson(item, sink)) && sink(']');
  }
  if (value instanceof FeelContext) {
    const writeEntry = ([name, item]: readonly [string, Value], index: number) =>
      sink(`${index === 0 ? '' : ','}${JSON.stringify(name)}:`) && writeJson(item, sink);
    return sink('{') && value.entries().every(writeEntry) && sink('}');
  }
  return sink(jsonOfOne(value));
}

function jsonOfOne(value: Value): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (value instanceof Decimal) return value.toString();
  return JSON.stringify(isTemporal(value) ? temporalText(value) : excerpt(value));
}

function temporalText(value: Temporal): string {
  if (value instanceof ZonedTime) return formatTime(value.nanos) + formatOffset(value.offset);
  if (value instanceof MonthsDuration) return formatMonthsAsJava(value.months);
  if (value instanceof NanosDuration) return formatNanosAsJava(value.nanos);
  const zone = value instanceof ZonedDateTime && value.zone !== undefined ? `[${value.zone}]` : '';
  return temporalToJson(value, 'connector') + zone;
}
