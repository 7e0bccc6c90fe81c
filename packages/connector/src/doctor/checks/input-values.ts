import { isJsonObject, type JsonObject, type JsonValue, setOwn } from '@camunda-sqs-connector/feel/json';
import type { Settings } from '../../settings/settings.ts';
import { connectorAtRest } from '../connector-at-rest.ts';
import type { CheckedTask, Finding, TaskCheck } from '../findings.ts';
import { standInFor } from '../stand-ins.ts';

/** What is missing or wrong whatever the process does, by the very schema that parses jobs. */
export const inputValues: TaskCheck = (task, settings) =>
  issuesOf(task, settings).flatMap((issue) => findingOf(task, issue) ?? []);

interface Issue {
  readonly path: readonly string[];
  readonly message: string;
}

/** A wrong input can hide others from the schema. So what is wrong is put right, and all is looked at again, until nothing is new. */
function issuesOf(task: CheckedTask, settings: Settings): readonly Issue[] {
  const { input } = connectorAtRest(settings);
  const issues = new Map<string, Issue>();
  let variables = variablesOf(task);
  for (;;) {
    const fresh = (input.safeParse(variables).error?.issues ?? [])
      .map(({ path, message }) => ({ path: path.map(String), message }))
      .filter(({ path }) => !issues.has(path.join('.')));
    if (fresh.length === 0) return [...issues.values()];
    for (const issue of fresh) {
      const field = issue.path.join('.');
      if (!issues.has(field)) issues.set(field, issue);
      variables = withEntry(variables, issue.path, standInFor(field));
    }
  }
}

/** The job's variables. A reusable credential counts instead of what the task itself says of keys and region. */
function variablesOf({ known }: CheckedTask): JsonObject {
  // An empty queue, so that the schema tells what belongs into it.
  const variables = { queue: {}, ...known.variables() };
  if (known.at('awsCredential').kind === 'absent') return variables;
  const withKeys = withEntry(variables, ['authentication'], standInFor('authentication'));
  return withEntry(withKeys, ['configuration', 'region'], standInFor('configuration.region'));
}

function withEntry(object: JsonObject, [name = '', ...rest]: readonly string[], value?: JsonValue): JsonObject {
  const { [name]: before, ...others } = object;
  const entry = rest.length === 0 ? value : withEntry(isJsonObject(before) ? before : {}, rest, value);
  if (entry !== undefined) setOwn(others, name, entry);
  return others;
}

function findingOf({ known, line }: CheckedTask, { path, message }: Issue): Finding | undefined {
  if (known.at(path).kind === 'unknown') return undefined;
  const [root = ''] = path;
  const field = path.join('.');
  const input = known.inputAt(path);
  const named = message.toLowerCase().startsWith(field.toLowerCase()) ? message : `${field} ${message}`;
  const text = `${named.replace(/\.?$/, '.')} As it is, every job fails before the send.`;
  if (input) return { severity: 'error', line: input.line, text };
  const elsewhere =
    known.at(root).kind === 'absent' ? `: else only a process variable named ${root} could give it` : '';
  return { severity: 'error', line, text: `${text} Add the input ${field}${elsewhere}.` };
}
