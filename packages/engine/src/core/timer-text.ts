/** Thrown when the text of a timer is none. */
export class InvalidTimer extends Error {}

/** An ISO 8601 period: months, and what has a fixed length in milliseconds. */
export interface Period {
  readonly months: number;
  readonly ms: number;
}

/** A repeated period. Undefined repetitions: without an end. */
export interface Cycle {
  readonly repetitions: number | undefined;
  readonly period: Period;
  /** Milliseconds since 1970, where the cycle has a start of its own. */
  readonly start?: number;
}

const PERIOD =
  /^([+-]?)P(?=[\dT])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,9}))?S)?)?$/i;
const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** @throws InvalidTimer naming the expression that gave the text */
export function parseDuration(text: string, expression: string): Period {
  const match = PERIOD.exec(text);
  if (!match) throw new InvalidTimer(`Invalid duration format '${text}' for expression '${expression}'.`);
  const part = (index: number) => Number(match[index] ?? 0);
  const sign = match[1] === '-' ? -1 : 1;
  const seconds = Number(`${match[8] ?? 0}.${match[9] ?? 0}`);
  const ms = (part(4) * 7 + part(5)) * DAY + part(6) * HOUR + part(7) * 60 * SECOND + seconds * SECOND;
  return { months: sign * (part(2) * 12 + part(3)), ms: sign * Math.round(ms) };
}

const DATE = /^(\d{4,}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?(?:\[([^\]]+)\])?$/;

/** Milliseconds since 1970. A text without offset is in UTC, the engine's zone. @throws InvalidTimer */
export function parseDate(text: string, expression: string): number {
  const match = DATE.exec(text);
  const [, minutes, seconds = ':00', offset = 'Z'] = match ?? [];
  const time = match ? Date.parse(`${minutes}${seconds.slice(0, 7)}${offset}`) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidTimer(`Invalid date-time format '${text}' for expression '${expression}'.`);
  return time;
}

const CYCLE = /^R(\d*)(?:\/([^/P][^/]*))?\/([+-]?P[^/]*)$/i;

/** @throws InvalidTimer; so for a cron expression, which the embedded engine does not know */
export function parseCycle(text: string, expression: string): Cycle {
  const [, repetitions, start, period] = CYCLE.exec(text) ?? [];
  if (period === undefined) {
    throw new InvalidTimer(
      `Invalid cycle format '${text}' for expression '${expression}'. The embedded engine knows 'R[n]/[start/]period', for example 'R3/PT10S'; not cron.`,
    );
  }
  return {
    repetitions: repetitions ? Number(repetitions) : undefined,
    period: parseDuration(period, expression),
    ...(start !== undefined && { start: parseDate(start, expression) }),
  };
}

/** The time that a period is after another. Months are those of the calendar, in UTC. */
export function after(time: number, { months, ms }: Period): number {
  if (months === 0) return time + ms;
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime() + ms;
}
