import { fromJson } from '../convert/from-json.ts';
import { toJsonText } from '../convert/to-json-text.ts';
import { parseJson } from '../json/index.ts';
import { decimalOfText } from '../values/decimal.ts';
import { show } from '../values/show.ts';
import { FeelError, type Value } from '../values/value.ts';
import { type Builtin, builtin, grownText, onText } from './define.ts';

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,5})?$/;
const isGrouping = (text: Value): text is string => text === ' ' || text === ',' || text === '.';
const isDecimalSign = (text: Value): text is string => text === ',' || text === '.';

function numberOf(text: string): Value {
  return NUMBER.test(text) ? decimalOfText(text) : new FeelError(`'${text}' is no number`);
}

export const conversionFunctions: readonly Builtin[] = [
  builtin('number', 'from', onText(numberOf)),
  builtin('number', 'from,grouping separator', ([text, grouping = null]) => {
    if (typeof text !== 'string' || typeof grouping !== 'string') return undefined;
    return isGrouping(grouping) ? numberOf(text.replaceAll(grouping, '')) : new FeelError('Illegal grouping separator');
  }),
  builtin('number', 'from,grouping separator,decimal separator', ([text, grouping = null, decimal = null]) => {
    if (typeof text !== 'string') return undefined;
    const fits = (grouping === null || isGrouping(grouping)) && (decimal === null || isDecimalSign(decimal));
    if (!fits || grouping === decimal) return new FeelError('Illegal separators');
    const whole = isGrouping(grouping) ? text.replaceAll(grouping, '') : text;
    return numberOf(isDecimalSign(decimal) ? whole.replaceAll(decimal, '.') : whole);
  }),
  builtin('string', 'from', ([value = null], run) =>
    value === null || typeof value === 'string' ? value : grownText(show(value), run),
  ),
  builtin('to json', 'value', ([value = null], run) => grownText(toJsonText(value), run), { isNewerThan86: true }),
  builtin(
    'from json',
    'json',
    ([text = null]) => {
      if (text === null) return null;
      return typeof text === 'string' ? parsed(text) : undefined;
    },
    { isNewerThan86: true },
  ),
];

/** The first JSON value of the text: what follows it after a blank is not looked at, as Java's parser does. */
function parsed(text: string): Value {
  const trimmed = text.trim();
  for (const candidate of [trimmed, /^\S+(?=\s)/.exec(trimmed)?.[0]]) {
    if (candidate === undefined) continue;
    try {
      return fromJson(parseJson(candidate));
    } catch {
      // Tried in another way, or told below.
    }
  }
  return new FeelError('No JSON');
}
