import { parseDurationMs } from '@camunda-sqs-connector/runtime';
import type { Parsed } from './setting.ts';

export function text(value: string): Parsed<string> {
  return { ok: true, value };
}

/** Comma-separated entries without blanks around them. */
export function list(value: string): Parsed<readonly string[]> {
  const entries = value.split(',').map((entry) => entry.trim());
  return { ok: true, value: entries.filter((entry) => entry !== '') };
}

export function httpUrl(value: string): Parsed<URL> {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && /^https?:$/.test(url.protocol)
    ? { ok: true, value: url }
    : { ok: false, allowed: 'an http or https URL' };
}

export function wholeNumber(from: number, to: number) {
  return (value: string): Parsed<number> => {
    const number = Number(value);
    const fits = Number.isInteger(number) && number >= from && number <= to;
    return fits ? { ok: true, value: number } : { ok: false, allowed: `a whole number from ${from} to ${to}` };
  };
}

/** Milliseconds, or an ISO 8601 duration. */
export function durationMs(fromMs: number) {
  return (value: string): Parsed<number> => {
    const ms = /^\d+$/.test(value) ? Number(value) : parseDurationMs(value);
    return ms !== undefined && ms >= fromMs && Number.isSafeInteger(ms)
      ? { ok: true, value: ms }
      : { ok: false, allowed: `milliseconds or an ISO 8601 duration such as PT1M, at least ${fromMs} ms` };
  };
}

export function oneOf<Choice extends string>(...choices: readonly Choice[]) {
  return (value: string): Parsed<Choice> => {
    const choice = choices.find((candidate) => candidate === value.toLowerCase());
    return choice === undefined ? { ok: false, allowed: choices.join(' or ') } : { ok: true, value: choice };
  };
}

const ORIGIN = /^https?:\/\/(?:[^/:@?#]+|\[[^\]]+\])(?::(?:\d+|\*))?$/;

/** Comma-separated origins, `*` as a port or a label of the host. */
export function origins(value: string): Parsed<readonly string[]> {
  const entries = value
    .split(',')
    .map((entry) => entry.trim().replace(/\/$/, ''))
    .filter((entry) => entry !== '');
  return entries.every((entry) => ORIGIN.test(entry))
    ? { ok: true, value: entries }
    : { ok: false, allowed: 'comma-separated origins such as http://localhost:4566 or https://*.example.com:*' };
}
