import { isJsonObject, type JsonObject, stringifyJson } from '@camunda-sqs-connector/feel/json';
import { runtimeError } from '../errors/catalogue.ts';

/** What the official runtime accepts as the variables of an answer, in bytes of JSON. */
export const MAX_VARIABLES_BYTES = 1_572_864;

/** What a result expression sees: the response's fields, and the response itself. */
export function responseContext(response: JsonObject): JsonObject {
  return { ...response, response };
}

/** @throws ConnectorError INVALID_RESULT */
export function checkSize(variables: JsonObject): JsonObject {
  const bytes = Buffer.byteLength(stringifyJson(variables));
  if (bytes <= MAX_VARIABLES_BYTES) return variables;
  throw runtimeError(
    'INVALID_RESULT',
    `Output variables payload (${bytes} bytes) exceeds the 1.5 MB safe variable size limit for Zeebe job completion. Keep less of it in the expression.`,
  );
}

/** The result variable and the result expression's entries; the expression wins. */
export function outputVariables(
  response: JsonObject,
  resultVariable: string | undefined,
  expressionResult: JsonObject | undefined,
): JsonObject {
  const named = resultVariable === undefined ? {} : { [resultVariable]: response };
  return checkSize({ ...named, ...(isJsonObject(expressionResult) && expressionResult) });
}
