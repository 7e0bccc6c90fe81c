import { formatMonthsAsJava, formatNanosAsJava, formatOffset, formatTime } from '../temporal/format.ts';
import { MonthsDuration, NanosDuration, type Temporal, ZonedDateTime, ZonedTime } from '../temporal/types.ts';
import { FeelContext } from '../values/context.ts';
import { Decimal } from '../values/decimal.ts';
import { show } from '../values/show.ts';
import { isList, isTemporal, type Value } from '../values/value.ts';
import { temporalToJson } from './temporal-to-json.ts';

/** What FEEL's `to json` writes: numbers keep their scale, and temporal values are written as the connector does, with their zone. */
export function toJsonText(value: Value): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (value instanceof Decimal) return value.toString();
  if (isList(value)) return `[${value.map(toJsonText).join(',')}]`;
  if (value instanceof FeelContext) {
    return `{${value
      .entries()
      .map(([name, item]) => `${JSON.stringify(name)}:${toJsonText(item)}`)
      .join(',')}}`;
  }
  return JSON.stringify(isTemporal(value) ? temporalText(value) : show(value));
}

function temporalText(value: Temporal): string {
  if (value instanceof ZonedTime) return formatTime(value.nanos) + formatOffset(value.offset);
  if (value instanceof MonthsDuration) return formatMonthsAsJava(value.months);
  if (value instanceof NanosDuration) return formatNanosAsJava(value.nanos);
  const zone = value instanceof ZonedDateTime && value.zone !== undefined ? `[${value.zone}]` : '';
  return temporalToJson(value, 'connector') + zone;
}
