import { fromJson } from '../convert/from-json.ts';
import { writeJson } from '../convert/write-json.ts';
import type { Run } from '../evaluate/run.ts';
import { parseFirstJson } from '../json/index.ts';
import { decimalOfText } from '../values/decimal.ts';
import { writeValue } from '../values/show.ts';
import { FeelError, type Value } from '../values/value.ts';
import { type Builtin, builtin, onText, written } from './define.ts';

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,5})?$/;
const isGrouping = (text: Value): text is string => text === ' ' || text === ',' || text === '.';
const isDecimalSign = (text: Value): text is string => text === ',' || text === '.';

/** Reading a number becomes slower with its length. */
function numberOf(text: string, run: Run): Value {
  run.step(text.length >> 2);
  return NUMBER.test(text) ? decimalOfText(text) : new FeelError(`'${text}' is no number`);
}

export const conversionFunctions: readonly Builtin[] = [
  builtin('number', 'from', onText(numberOf)),
  builtin('number', 'from,grouping separator', ([text, grouping = null], run) => {
    if (typeof text !== 'string' || typeof grouping !== 'string') return undefined;
    run.read(text);
    return isGrouping(grouping)
      ? numberOf(text.replaceAll(grouping, ''), run)
      : new FeelError('Illegal grouping separator');
  }),
  builtin('number', 'from,grouping separator,decimal separator', ([text, grouping = null, decimal = null], run) => {
    if (typeof text !== 'string') return undefined;
    run.read(text);
    const fits = (grouping === null || isGrouping(grouping)) && (decimal === null || isDecimalSign(decimal));
    if (!fits || grouping === decimal) return new FeelError('Illegal separators');
    const whole = isGrouping(grouping) ? text.replaceAll(grouping, '') : text;
    return numberOf(isDecimalSign(decimal) ? whole.replaceAll(decimal, '.') : whole, run);
  }),
  builtin('string', 'from', ([value = null], run) =>
    value === null || typeof value === 'string' ? value : written(run, (sink) => writeValue(value, sink)),
  ),
  builtin('to json', 'value', ([value = null], run) => written(run, (sink) => writeJson(value, sink)), {
    isNewerThan86: true,
  }),
  builtin(
    'from json',
    'json',
    ([text = null], run) => {
      if (text === null) return null;
      if (typeof text !== 'string') return undefined;
      // A value may stand on every second character, and takes more memory than they do.
      run.grow(2 * text.length);
      run.step(text.length >> 1);
      return parsed(text);
    },
    { isNewerThan86: true },
  ),
];

function parsed(text: string): Value {
  try {
    return fromJson(parseFirstJson(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return new FeelError(error.message);
    throw error;
  }
}
