import { date, dateAndTime, FeelDate, FeelDateTime, FeelDuration, FeelTime, isFunction, isRange } from 'feelin';
import { ExactNumber, type JsonValue, setOwn } from './json/index.ts';
import type { RunOptions, Side } from './program.ts';

/** `now()` and `today()` of the run's clock and zone. */
export function temporalContext({ clock = Date.now, zone }: RunOptions): Record<string, () => unknown> {
  const instant = () => new Date(clock()).toISOString();
  return {
    now: () => dateAndTime(zone === undefined || zone === 'UTC' ? instant() : `${localTime(clock(), zone)}@${zone}`),
    today: () => date(localTime(clock(), zone ?? 'UTC').slice(0, 10)),
  };
}

/** The wall clock of a zone as `YYYY-MM-DDThh:mm:ss`. */
function localTime(epochMs: number, zone: string): string {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
    epochMs,
  );
  return text.replace(' ', 'T');
}

/** A feelin value as JSON: temporal values become ISO 8601 text, functions and ranges null. */
export function fromFeelin(value: unknown, side: Side): JsonValue {
  if (value === undefined || value === null || isFunction(value) || typeof value === 'function' || isRange(value))
    return null;
  if (value instanceof FeelDateTime) return dateTime(value.toString(), side);
  if (value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDuration) return value.toString();
  if (typeof value === 'number') return wholeNumber(value);
  if (typeof value === 'string' || typeof value === 'boolean' || value instanceof ExactNumber) return value;
  if (Array.isArray(value)) return value.map((item) => fromFeelin(item, side));
  const result: Record<string, JsonValue> = {};
  for (const [key, item] of Object.entries(value)) setOwn(result, key, fromFeelin(item, side));
  return result;
}

function dateTime(text: string, side: Side): string {
  if (side === 'connector') return text.replace(/@.*$/, 'Z');
  return text.replace(/@(.*)$/, 'Z[$1]');
}

function wholeNumber(value: number): JsonValue {
  if (!Number.isFinite(value)) return null;
  return Object.is(value, -0) ? 0 : value;
}
