import { type Run, RunFailure } from '../evaluate/run.ts';
import { MonthsDuration, NanosDuration } from '../temporal/types.ts';
import { absolute, type Decimal, decimalOfDouble, ZERO } from '../values/decimal.ts';
import { add, parityOf, remainder, withScale } from '../values/decimal-arithmetic.ts';
import { exponential, logarithm } from '../values/exponential.ts';
import { ROUNDING_MODES, type RoundingMode, RoundingNecessary } from '../values/rounding.ts';
import { FeelError, isNumber, type Value } from '../values/value.ts';
import { type Builtin, builtin, onNumber, onNumbers } from './define.ts';

/** @throws RangeError where there would be too many digits */
function round(number: Decimal, scale: Decimal, mode: RoundingMode, run: Run): Value {
  const digits = scale.toInt();
  run.grow(Math.max(0, digits));
  try {
    return withScale(number, digits, mode);
  } catch (error) {
    if (error instanceof RoundingNecessary) return new FeelError(error.message);
    throw error;
  }
}

const rounding = (name: string, parameters: string, mode: RoundingMode) =>
  builtin(
    name,
    parameters,
    onNumbers((number, scale, run) => round(number, scale, mode, run)),
  );

const isMode = (text: string): text is RoundingMode => (ROUNDING_MODES as readonly string[]).includes(text);

const STEPS_OF_DOUBLES = 20;

/** A function of doubles. @throws RunFailure where the result is no number */
function ofDouble(name: string, act: (value: number) => number | null): Builtin {
  return builtin(
    name,
    'number',
    onNumber((number, run) => {
      run.step(STEPS_OF_DOUBLES);
      const value = act(number.toNumber());
      if (value === null) return null;
      if (!Number.isFinite(value)) throw new RunFailure(`'${name}(${number})' is no number`);
      return decimalOfDouble(value);
    }),
  );
}

/** Parameters are named as in Camunda's engine, its misspellings included: models may use the names. */
export const numberFunctions: readonly Builtin[] = [
  builtin(
    'decimal',
    'n,scale',
    onNumbers((number, scale, run) => round(number, scale, 'HALF_EVEN', run)),
  ),
  builtin('decimal', 'n,scale,mode', ([number = null, scale = null, mode], run) => {
    if (!isNumber(number) || !isNumber(scale) || typeof mode !== 'string') return undefined;
    const name = mode.toUpperCase();
    return isMode(name) ? round(number, scale, name, run) : new FeelError(`Unknown rounding mode '${mode}'`);
  }),
  builtin(
    'floor',
    'n',
    onNumber((number, run) => round(number, ZERO, 'FLOOR', run)),
  ),
  rounding('floor', 'n,scala', 'FLOOR'),
  builtin(
    'ceiling',
    'n',
    onNumber((number, run) => round(number, ZERO, 'CEILING', run)),
  ),
  rounding('ceiling', 'n,scale', 'CEILING'),
  rounding('round up', 'n,scale', 'UP'),
  rounding('round down', 'n,scale', 'DOWN'),
  rounding('round half up', 'n,scale', 'HALF_UP'),
  rounding('round half down', 'n,scala', 'HALF_DOWN'),
  ...['number', 'n'].map((parameter) =>
    builtin('abs', parameter, ([value = null]) => {
      if (isNumber(value)) return absolute(value);
      if (value instanceof MonthsDuration) return new MonthsDuration(Math.abs(value.months));
      return value instanceof NanosDuration
        ? new NanosDuration(value.nanos < 0n ? -value.nanos : value.nanos)
        : undefined;
    }),
  ),
  builtin(
    'modulo',
    'dividend,divisor',
    onNumbers((dividend, divisor) => {
      if (divisor.isZero) throw new RunFailure('Division by zero');
      return remainder(add(remainder(dividend, divisor), divisor), divisor);
    }),
  ),
  ofDouble('sqrt', (value) => (value < 0 ? null : Math.sqrt(value))),
  ofDouble('log', logarithm),
  ofDouble('exp', exponential),
  builtin(
    'odd',
    'number',
    onNumber((number) => parityOf(number) === 'odd'),
  ),
  builtin(
    'even',
    'number',
    onNumber((number) => parityOf(number) === 'even'),
  ),
  builtin('random number', '', (_, run) => decimalOfDouble(run.random())),
];
