import {
  ExactNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  stringifyJson,
} from '@camunda-sqs-connector/feel/json';
import { parseDurationMs } from '../duration.ts';
import { runtimeError } from '../errors/catalogue.ts';
import { boundedBackoff } from './headers.ts';
import { cutMessage, type Outcome } from './outcome.ts';
import { checkSize } from './result.ts';

/** The engine keeps retries as Java's `int`, and what is more would reach it as a number that it does not read: the job would vanish. */
const MOST_RETRIES = 2_147_483_647;

/**
 * What an error expression asks for: the context that `bpmnError`, `jobError` and `ignoreError` give, or one written by hand.
 *
 * @returns undefined where it asks for nothing: null, an empty context, a BPMN error without a code
 * @throws ConnectorError INVALID_RESULT where the context is no such request
 */
export function modelledOutcome(result: JsonObject | undefined): Outcome | undefined {
  if (result === undefined || Object.keys(result).length === 0) return undefined;
  const variables = checkSize(isJsonObject(result['variables']) ? result['variables'] : {});
  switch (result['errorType']) {
    case 'bpmnError': {
      const { errorCode: code, errorMessage: message } = result;
      if (code === undefined || code === null) return undefined;
      const text = typeof message === 'string' ? { message: cutMessage(message) } : {};
      return { kind: 'bpmnError', code: textOf(code), variables, ...text };
    }
    case 'jobError': {
      const message = textOf(result['errorMessage'] ?? '');
      return {
        kind: 'failed',
        message: cutMessage(message),
        retries: Math.min(MOST_RETRIES, Math.max(0, Math.trunc(numberOf(result['retries']) ?? 0))),
        backoffMs: backoffOf(result['retryBackoff']),
        variables: { ...variables, error: message },
      };
    }
    case 'ignoreError':
      return { kind: 'completed', variables };
    default:
      throw runtimeError(
        'INVALID_RESULT',
        'Error expression: a context with errorType bpmnError, jobError or ignoreError is expected. Use the functions bpmnError(…), jobError(…) or ignoreError(…), or give null.',
      );
  }
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : stringifyJson(value);
}

function numberOf(value: JsonValue | undefined): number | undefined {
  if (value instanceof ExactNumber) return Number(value);
  return typeof value === 'number' ? value : undefined;
}

function backoffOf(value: JsonValue | undefined): number {
  return typeof value === 'string' ? boundedBackoff(parseDurationMs(value) ?? 0) : 0;
}
