import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import type { z } from 'zod';
import { runtimeError } from '../errors/catalogue.ts';

/**
 * Parses a job's variables with the connector's schema.
 *
 * @throws ConnectorError INVALID_INPUT, which names each field that is wrong; values are never in it
 */
export function parseInput<Request>(schema: z.ZodType<Request>, variables: JsonObject): Request {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const found = result.error.issues.map(
    ({ path, message }) => `- ${path.map(String).join('.') || 'input'}: ${message}`,
  );
  throw runtimeError('INVALID_INPUT', `Found constraints violated while validating input: ${found.join(' ')}`);
}
