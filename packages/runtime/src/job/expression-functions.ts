import type { AddedFunction, Parameter } from '@camunda-sqs-connector/feel';
import type { JsonObject, JsonValue } from '@camunda-sqs-connector/feel/json';
import { parseDurationMs } from '../duration.ts';

const errorCode: Parameter = { name: 'errorCode', type: 'string' };
const errorMessage: Parameter = { name: 'errorMessage', type: 'string' };
const variables: Parameter = { name: 'variables', type: 'context' };
const retries: Parameter = { name: 'retries', type: 'number' };
const retryBackoff: Parameter = { name: 'retryBackoff', type: 'days-time-duration' };
const attempt: Parameter = { name: 'attempt', type: 'number' };
const minDelay: Parameter = { name: 'minDelay', type: 'days-time-duration' };
const factor: Parameter = { name: 'factor', type: 'number' };
const maxDelay: Parameter = { name: 'maxDelay', type: 'days-time-duration' };
const jitterFactor: Parameter = { name: 'jitterFactor', type: 'number' };

/** One overload for each number of parameters from `fewest` on, which share an implementation. */
function overloads(
  name: string,
  parameters: readonly Parameter[],
  fewest: number,
  definition: Pick<AddedFunction, 'call' | 'returns'>,
): AddedFunction[] {
  const variants: AddedFunction[] = [];
  for (let count = fewest; count <= parameters.length; count++) {
    variants.push({ name, parameters: parameters.slice(0, count), ...definition });
  }
  return variants;
}

/** The arguments by the parameters' names, as many as there are. */
function named(
  errorType: string,
  parameters: readonly Parameter[],
  args: readonly JsonValue[],
  defaults: JsonObject = {},
): JsonObject {
  const given = args.map((value, index) => [parameters[index]?.name ?? '', value] as const);
  return { errorType, ...defaults, ...Object.fromEntries(given) };
}

const BPMN_ERROR = [errorCode, errorMessage, variables];
const JOB_ERROR = [errorMessage, variables, retries, retryBackoff];
const IGNORE_ERROR = [variables];
const BACKOFF = [attempt, minDelay, factor, maxDelay, jitterFactor];

/** The functions that result and error expressions have beside FEEL's own. */
export const expressionFunctions: readonly AddedFunction[] = [
  ...overloads('bpmnError', BPMN_ERROR, 1, { call: (args) => named('bpmnError', BPMN_ERROR, args) }),
  ...overloads('jobError', JOB_ERROR, 1, {
    call: (args) => named('jobError', JOB_ERROR, args, { variables: {}, retries: 0, retryBackoff: 'PT0S' }),
  }),
  ...overloads('ignoreError', IGNORE_ERROR, 0, { call: (args) => named('ignoreError', IGNORE_ERROR, args) }),
  ...overloads('backoff', BACKOFF, 1, {
    returns: 'days-time-duration',
    call: (args, { random }) => backoff(args, random),
  }),
];

/** `min · factor^(attempt − 1)` within `min` and `max`, moved by the jitter's share of it. */
function backoff(args: readonly JsonValue[], random: () => number): string {
  const ms = (value: JsonValue | undefined, fallback: number) =>
    typeof value === 'string' ? (parseDurationMs(value) ?? fallback) : fallback;
  const count = Number(args[0]);
  const shortest = ms(args[1], 50);
  const growth = Number(args[2] ?? 1.6);
  const longest = ms(args[3], 5000);
  const jitter = Number(args[4] ?? 0.1);
  if (count < 1) throw new RangeError(`backoff(): 'attempt' must be >= 1, but was ${count}`);
  if (growth <= 0) throw new RangeError(`backoff(): 'factor' must be > 0, but was ${growth}`);
  if (shortest > longest) {
    throw new RangeError(`backoff(): 'minDelay' must be <= 'maxDelay', but ${shortest}ms > ${longest}ms`);
  }
  if (jitter < 0) throw new RangeError(`backoff(): 'jitterFactor' must be >= 0, but was ${jitter}`);
  const pause = Math.min(longest, Math.max(shortest, shortest * growth ** (count - 1)));
  const moved = Math.max(0, Math.round(pause + (random() * 2 - 1) * jitter * pause));
  return `PT${moved / 1000}S`;
}
