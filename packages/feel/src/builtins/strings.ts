import { type Run, RunFailure } from '../evaluate/run.ts';
import { decimalOfInt } from '../values/decimal.ts';
import { FeelError, isNumber, type Value } from '../values/value.ts';
import { type Builtin, builtin, grownText, onText, onTexts } from './define.ts';
import { uuidOf } from './uuid.ts';

/** From 1 at the start, or from -1 at the end. */
function indexOf(text: string, position: number): number {
  return position > 0 ? position - 1 : text.length + position;
}

/** @throws RunFailure beyond the text, as Java does */
function part(text: string, start: number, end: number): string {
  if (start < 0 || start > text.length || end < start || end > text.length)
    throw new RunFailure(`String index out of range: ${start}, ${end}, length ${text.length}`);
  return text.slice(start, end);
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export const stringFunctions: readonly Builtin[] = [
  builtin('substring', 'string,start position', ([text = null, from = null]) =>
    typeof text === 'string' && isNumber(from) ? part(text, indexOf(text, from.toInt()), text.length) : undefined,
  ),
  builtin('substring', 'string,start position,length', ([text = null, from = null, length = null]) => {
    if (typeof text !== 'string' || !isNumber(from) || !isNumber(length)) return undefined;
    const start = indexOf(text, from.toInt());
    return part(text, start, Math.min(start + length.toInt(), text.length));
  }),
  builtin(
    'string length',
    'string',
    onText((text) => decimalOfInt(text.length)),
  ),
  builtin(
    'upper case',
    'string',
    onText((text, run) => grownText(text.toUpperCase(), run)),
  ),
  builtin(
    'lower case',
    'string',
    onText((text, run) => grownText(text.toLowerCase(), run)),
  ),
  builtin(
    'substring before',
    'string,match',
    onTexts((text, match) => text.slice(0, Math.max(0, text.indexOf(match)))),
  ),
  builtin(
    'substring after',
    'string,match',
    onTexts((text, match) => (text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '')),
  ),
  builtin(
    'contains',
    'string,match',
    onTexts((text, match) => text.includes(match)),
  ),
  builtin(
    'starts with',
    'string,match',
    onTexts((text, match) => text.startsWith(match)),
  ),
  builtin(
    'ends with',
    'string,match',
    onTexts((text, match) => text.endsWith(match)),
  ),
  builtin(
    'trim',
    'string',
    onText((text) => text.replace(/^[\0- ]+|[\0- ]+$/g, '')),
  ),
  builtin(
    'is blank',
    'string',
    onText((text) => /^[^\S\u00a0\u2007\u202f\ufeff]*$/.test(text)),
    { isNewerThan86: true },
  ),
  builtin('uuid', '', (_, run) => uuidOf(run.random)),
  builtin(
    'to base64',
    'value',
    onText((text, run) => grownText(Buffer.from(text).toString('base64'), run)),
  ),
  builtin(
    'from base64',
    'value',
    onText((text, run) => {
      if (!BASE64.test(text) || text.replace(/=/g, '').length % 4 === 1) return new FeelError('Illegal base64');
      return grownText(Buffer.from(text, 'base64').toString(), run);
    }),
  ),
  builtin('string join', 'list', ([list = null], run) => joined(list, '', '', '', run)),
  builtin('string join', 'list,delimiter', ([list = null, delimiter = null], run) =>
    isTextOrNull(delimiter) ? joined(list, delimiter ?? '', '', '', run) : undefined,
  ),
  builtin('string join', 'list,delimiter,prefix,suffix', ([list = null, delimiter = null, prefix, suffix], run) =>
    isTextOrNull(delimiter) && typeof prefix === 'string' && typeof suffix === 'string'
      ? joined(list, delimiter ?? '', prefix, suffix, run)
      : undefined,
  ),
];

/** Nulls are left out. */
function joined(list: Value, delimiter: string, prefix: string, suffix: string, run: Run): Value | undefined {
  if (!Array.isArray(list)) return undefined;
  run.step(list.length);
  const texts = (list as readonly Value[]).filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) return new FeelError('All items must be texts');
  run.grow(texts.reduce((sum, text) => sum + text.length + delimiter.length, prefix.length + suffix.length));
  return prefix + texts.join(delimiter) + suffix;
}

const isTextOrNull = (value: Value): value is string | null => typeof value === 'string' || value === null;
