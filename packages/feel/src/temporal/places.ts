import { formatOffset } from './format.ts';
import { isZone } from './zones.ts';

/** Where a clock stands: at an offset, or in a zone. */
export interface Place {
  /** Seconds east of UTC; of a zone it is not used. */
  readonly offset: number;
  readonly zone: string | undefined;
}

const MAX_OFFSET = 18 * 3600;

/** An offset such as `Z`, `+01:30` or `+01:30:15`, in seconds. Java knows none beyond 18 hours. */
export function offsetOfText(text: string): number | undefined {
  if (text === 'Z') return 0;
  const [, sign, hours, minutes, seconds = '0'] = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (sign === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (offset > MAX_OFFSET) return undefined;
  return sign === '-' && offset !== 0 ? -offset : offset;
}

/** A place as temporal literals write it: an offset, a zone, or a fixed zone such as `UTC+01:00`. */
export function placeOfText(text: string): Place | undefined {
  const offset = offsetOfText(text);
  if (offset !== undefined) return { offset, zone: undefined };
  return isZone(text) ? { offset: 0, zone: text } : undefined;
}

/** The same in all the ways that Java takes for a zone: `+1`, `+0130`, `UTC+1` too. */
export function placeOfAnyText(text: string): Place | undefined {
  const [, prefix = '', offset] = /^(UTC|GMT|UT)?([+-].+)$/.exec(text) ?? [];
  if (offset === undefined) return placeOfText(text);
  const seconds = offsetOfText(fullOffset(offset));
  if (seconds === undefined) return undefined;
  if (prefix === '') return { offset: seconds, zone: undefined };
  return { offset: 0, zone: seconds === 0 ? prefix : prefix + formatOffset(seconds) };
}

function fullOffset(text: string): string {
  if (/^.\d$/.test(text)) return `${text.charAt(0)}0${text.charAt(1)}:00`;
  if (/^.\d\d$/.test(text)) return `${text}:00`;
  return /^.\d{4}(\d\d)?$/.test(text) ? text.replace(/(?<=\d)(?=(?:\d\d)+$)/g, ':') : text;
}
