import { isJsonObject, type JsonObject, type JsonValue, setOwn } from '@camunda-sqs-connector/feel/json';
import { ConnectorError } from '@camunda-sqs-connector/runtime';
import type { z } from 'zod';
import type { SendRequest } from '../../request/send-request.ts';
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
function issuesOf({ known }: CheckedTask, settings: Settings): readonly Issue[] {
  const { input } = connectorAtRest(settings);
  const issues = new Map<string, Issue>();
  // An empty queue, so that the schema tells what belongs into it.
  let variables: JsonObject = { queue: {}, ...known.variables() };
  for (;;) {
    const fresh = issuesAtOnce(input, variables).filter(({ path }) => !issues.has(path.join('.')));
    if (fresh.length === 0) return [...issues.values()];
    for (const issue of fresh) {
      const field = issue.path.join('.');
      if (!issues.has(field)) issues.set(field, issue);
      variables = withEntry(variables, issue.path, standInFor(field));
    }
  }
}

/** Official names of constraints, which are no inputs, and the inputs that they are about. */
const INPUT_OF: Readonly<Record<string, readonly string[]>> = {
  defaultCredentialsChainUsedInSaaS: ['authentication', 'type'],
  'queue.validQueueProperties': ['queue', 'messageGroupId'],
};

function issuesAtOnce(input: z.ZodType<SendRequest>, variables: JsonObject): readonly Issue[] {
  try {
    const issues = input.safeParse(variables).error?.issues ?? [];
    return issues.map(({ path, message }) => {
      const names = path.map(String);
      return { path: INPUT_OF[names.join('.')] ?? names, message: withoutOfficialWords(message) };
    });
  } catch (error) {
    // A missing region is an error of its own, so that models can match on it.
    if (!(error instanceof ConnectorError) || error.code !== 'REGION_MISSING') throw error;
    return [{ path: ['configuration', 'region'], message: error.message.replace(/^.*configuration\.region: /s, '') }];
  }
}

/** Models match on how the official messages begin. Who reads a finding needs the rest. */
function withoutOfficialWords(message: string): string {
  return message.replace(/^must be (?:true|false): /, '').replace(/^Must be `[^`]*`: /, 'must be ');
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
