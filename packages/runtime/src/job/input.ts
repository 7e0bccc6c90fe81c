import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { z } from 'zod';
import { runtimeError } from '../errors/catalogue.ts';

type Issue = z.core.$ZodIssue;

/**
 * Parses a job's variables with the connector's schema. The texts begin as those of the official runtime, on which models match:
 * it tells values of a wrong type first, and then what constraints the others violate.
 *
 * A schema's own issue is of the first kind where its `params` have the kind `binding`. Such a message goes on after `It`.
 *
 * @throws ConnectorError INVALID_INPUT, which names each field that is wrong; values are never in it
 */
export function parseInput<Request>(schema: z.ZodType<Request>, variables: JsonObject): Request {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const { issues } = result.error;
  const ofType = issues.filter(isOfType);
  throw runtimeError('INVALID_INPUT', ofType.length > 0 ? bindingMessage(ofType) : validationMessage(issues));
}

function isOfType(issue: Issue): boolean {
  return issue.code !== 'custom' || issue.params?.['kind'] === 'binding';
}

function bindingMessage(issues: readonly Issue[]): string {
  const fields = issues.map(({ path, message }) => `${path.map(String).join(', ') || 'input'}. It ${message}`);
  return `Json object contains an invalid field: ${fields.join('\n')}`;
}

function validationMessage(issues: readonly Issue[]): string {
  const properties = issues.map(
    ({ path, message }) =>
      ` - Property: ${path.map(String).join('.') || 'input'}: Validation failed. Original message: ${message}`,
  );
  return `jakarta.validation.ValidationException: Found constraints violated while validating input: \n${properties.join('\n')}`;
}
