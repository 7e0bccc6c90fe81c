import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import { connectorAtRest } from '../connector-at-rest.ts';
import type { CheckedTask, Finding, TaskCheck } from '../findings.ts';
import { standInFor } from '../stand-ins.ts';

/** What is missing or wrong whatever the process does, by the very schema that parses jobs. */
export const inputValues: TaskCheck = (task, settings) => {
  const { success, error } = connectorAtRest(settings).input.safeParse(variablesOf(task));
  if (success) return [];
  return error.issues.flatMap(({ path, message }) => findingOf(task, path.map(String), message) ?? []);
};

/** A reusable credential counts instead of what the task itself says of keys and region. */
function variablesOf({ known }: CheckedTask): JsonObject {
  const variables = known.variables();
  if (known.at('awsCredential').kind === 'absent') return variables;
  const { configuration } = variables;
  const inline = typeof configuration === 'object' && !Array.isArray(configuration) ? configuration : {};
  return {
    ...variables,
    authentication: standInFor('authentication') ?? null,
    configuration: { ...(inline as JsonObject), region: standInFor('configuration.region') ?? null },
  };
}

function findingOf({ known, line }: CheckedTask, path: readonly string[], message: string): Finding | undefined {
  const field = path.join('.');
  if (known.at(field).kind === 'unknown') return undefined;
  const [root = ''] = path;
  const elsewhere =
    known.at(root).kind === 'absent' ? ` No input gives ${root}: only a variable of that name could.` : '';
  return {
    severity: 'error',
    line: known.inputAt(field)?.line ?? line,
    text: `${field} ${message} As it is, every job fails before the send.${elsewhere}`,
  };
}
