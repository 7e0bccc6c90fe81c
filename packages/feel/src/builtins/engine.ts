import { formatMonthsAsJava, formatNanosAsJava } from '../temporal/format.ts';
import { MonthsDuration, NanosDuration } from '../temporal/types.ts';
import { isNumber, type Value } from '../values/value.ts';
import { type Builtin, builtin } from './define.ts';

/** What the engine knows and the connector runtime does not: there such a function is unknown, and null. */
export const engineFunctions: readonly Builtin[] = [
  onEngine('cycle', 'interval', ([interval = null]) => cycle('', interval)),
  onEngine('cycle', 'repetitions,interval', ([repetitions = null, interval = null]) => {
    if (repetitions === null) return cycle('', interval);
    return isNumber(repetitions) ? cycle(String(repetitions.toBigInt()), interval) : undefined;
  }),
  ...[
    'value',
    'value,description',
    'value,description,type',
    'value,description,type,schema',
    'value,description,type,schema,options',
  ].map((parameters) => onEngine('fromAi', parameters, ([value = null]) => value, true)),
];

function onEngine(
  name: string,
  parameters: string,
  call: (args: readonly Value[]) => Value | undefined,
  isNewerThan86 = false,
): Builtin {
  return builtin(name, parameters, (args, run) => (run.side === 'connector' ? null : call(args)), { isNewerThan86 });
}

/** A repeated timer, as ISO 8601 writes it. */
function cycle(repetitions: string, interval: Value): Value | undefined {
  if (interval instanceof NanosDuration) return `R${repetitions}/${formatNanosAsJava(interval.nanos)}`;
  return interval instanceof MonthsDuration ? `R${repetitions}/${formatMonthsAsJava(interval.months)}` : undefined;
}
