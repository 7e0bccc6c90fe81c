import type { AddedFunction, Parameter } from '@camunda-sqs-connector/feel';
import type { JsonValue } from '@camunda-sqs-connector/feel/json';

/** The functions of the connector runtime, as far as the cases need them: the runtime has its own. */
const parameters: Readonly<Record<string, Parameter>> = {
  errorCode: { name: 'errorCode', type: 'string' },
  errorMessage: { name: 'errorMessage', type: 'string' },
  variables: { name: 'variables', type: 'context' },
  retries: { name: 'retries', type: 'number' },
  retryBackoff: { name: 'retryBackoff', type: 'days-time-duration' },
  attempt: { name: 'attempt', type: 'number' },
  minDelay: { name: 'minDelay', type: 'days-time-duration' },
  factor: { name: 'factor', type: 'number' },
  maxDelay: { name: 'maxDelay', type: 'days-time-duration' },
  jitterFactor: { name: 'jitterFactor', type: 'number' },
};

function overloads(
  name: string,
  names: readonly string[],
  fewest: number,
  call: (args: readonly JsonValue[]) => JsonValue,
  returns?: 'days-time-duration',
): readonly AddedFunction[] {
  const all = names.flatMap((one) => parameters[one] ?? []);
  const counts = Array.from({ length: all.length - fewest + 1 }, (_, index) => fewest + index);
  return counts.map((count) => ({ name, parameters: all.slice(0, count), call, ...(returns && { returns }) }));
}

function error(errorType: string, names: readonly string[], defaults: Readonly<Record<string, JsonValue>> = {}) {
  return (args: readonly JsonValue[]): JsonValue => ({
    errorType,
    ...defaults,
    ...Object.fromEntries(args.map((value, index) => [names[index] ?? '', value])),
  });
}

const seconds = (duration: JsonValue | undefined, fallback: number) =>
  typeof duration === 'string' ? Number(/^PT([\d.]+)S$/.exec(duration)?.[1] ?? fallback) : fallback;

/** Without jitter: the source of chance of the cases stands in the middle. */
function backoff([attempt, minDelay, factor, maxDelay, jitterFactor]: readonly JsonValue[]): JsonValue {
  const [shortest, longest] = [seconds(minDelay, 0.05), seconds(maxDelay, 5)];
  const [count, growth] = [Number(attempt), Number(factor ?? 1.6)];
  if (count < 1 || growth <= 0 || shortest > longest || Number(jitterFactor ?? 0) < 0) throw new RangeError('backoff');
  const pause = Math.min(longest, Math.max(shortest, shortest * growth ** (count - 1)));
  return `PT${Math.round(pause * 1000) / 1000}S`;
}

const BPMN_ERROR = ['errorCode', 'errorMessage', 'variables'];
const JOB_ERROR = ['errorMessage', 'variables', 'retries', 'retryBackoff'];

export const connectorFunctions: readonly AddedFunction[] = [
  ...overloads('bpmnError', BPMN_ERROR, 1, error('bpmnError', BPMN_ERROR)),
  ...overloads(
    'jobError',
    JOB_ERROR,
    1,
    error('jobError', JOB_ERROR, { variables: {}, retries: 0, retryBackoff: 'PT0S' }),
  ),
  ...overloads('ignoreError', ['variables'], 0, error('ignoreError', ['variables'])),
  ...overloads(
    'backoff',
    ['attempt', 'minDelay', 'factor', 'maxDelay', 'jitterFactor'],
    1,
    backoff,
    'days-time-duration',
  ),
];
