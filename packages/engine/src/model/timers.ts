import { InvalidTimer, parseCycle, parseDate, parseDuration } from '../core/timer-text.ts';
import type { EventPlace } from './events.ts';
import type { ModdleElement } from './moddle.ts';
import type { Source, TimerTrigger } from './process-model.ts';
import type { Reading } from './reading.ts';

const PARSERS = { duration: parseDuration, date: parseDate, cycle: parseCycle };

/** Reads a timer, and checks a fixed text at once, as the engine does. */
export function readTimer(
  element: ModdleElement,
  definition: ModdleElement,
  place: EventPlace,
  isInterrupting: boolean,
  { expressions, problems }: Reading,
): TimerTrigger {
  const id = element.id ?? '';
  const given = [
    ['duration', definition.timeDuration?.body],
    ['date', definition.timeDate?.body],
    ['cycle', definition.timeCycle?.body],
  ].filter((timer): timer is ['duration' | 'date' | 'cycle', string] => timer[1] !== undefined);
  const refusal = REFUSALS[place](given, isInterrupting);
  if (refusal) problems.add(id, refusal);
  if (given.length !== 1) {
    problems.add(
      `${id} > timerEventDefinition`,
      'Must be exactly one type of timer: timeDuration, timeDate or timeCycle',
    );
  }
  const [type, text] = given[0] ?? ['duration', ''];
  const source = expressions.source(text.trim(), `${id} > timerEventDefinition`);
  const problem = given.length === 1 ? staticProblem(type, source) : undefined;
  if (problem !== undefined) problems.add(id, `Invalid timer ${type} expression (${problem})`);
  return { kind: 'timer', type, source };
}

type Given = readonly (readonly [type: 'duration' | 'date' | 'cycle', text: string])[];
const only = (given: Given, ...types: string[]) => given.length === 1 && types.includes(given[0]?.[0] ?? '');

/** What a place asks of its timer, in the engine's words, or undefined where all is well. */
const REFUSALS: Readonly<Record<EventPlace, (given: Given, isInterrupting: boolean) => string | undefined>> = {
  intermediate: (given) =>
    only(given, 'duration', 'date')
      ? undefined
      : 'Intermediate timer catch event must have either a time duration or a time date.',
  boundary: (given, isInterrupting) =>
    isInterrupting && only(given, 'cycle') ? 'Interrupting timer event with time cycle is not allowed.' : undefined,
  subProcessStart: (given, isInterrupting) =>
    isInterrupting && only(given, 'cycle') ? 'Interrupting timer event with time cycle is not allowed.' : undefined,
  processStart: (given) =>
    only(given, 'duration') ? 'Timer start event must have a time date or a time cycle.' : undefined,
};

function staticProblem(type: TimerTrigger['type'], source: Source): string | undefined {
  if (source.kind === 'feel') return undefined;
  try {
    PARSERS[type](source.text, source.text);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidTimer) return error.message;
    throw error;
  }
}
