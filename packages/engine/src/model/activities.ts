import { readMappings } from './mappings.ts';
import { extensionOf, type ModdleElement } from './moddle.ts';
import type { CallActivity, JobTask, PlainElement, ScriptTask } from './process-model.ts';
import type { ElementFrame, Reading } from './reading.ts';

/** The parts of an activity that its container adds. */
type Read<Element> = Omit<Element, keyof ElementFrame | 'type' | 'eventType' | 'boundaryEvents' | 'loop'>;

/** An element that a worker completes. */
export function readJobTask(element: ModdleElement, reading: Reading): Read<JobTask> {
  const { expressions, problems } = reading;
  const definition = extensionOf(element, 'zeebe:TaskDefinition');
  const path = `${element.id} > extensionElements > taskDefinition`;
  if (!definition) problems.add(element.id ?? '', "Must have exactly one 'zeebe:taskDefinition' extension element");
  return {
    kind: 'jobTask',
    jobType: definition ? expressions.required(definition.type, path) : expressions.source('', path),
    retries: expressions.source(definition?.retries || '3', path),
    headers: readHeaders(element, reading),
    computedHeaders: [],
    ...readMappings(element, expressions, problems),
  };
}

/** Headers are text and never evaluated; those without a key or a value are left out. */
function readHeaders(element: ModdleElement, { problems }: Reading): Readonly<Record<string, string>> {
  const headers: [string, string][] = [];
  for (const { key, value } of extensionOf(element, 'zeebe:TaskHeaders')?.values ?? []) {
    if (!key || !value) continue;
    if (headers.some(([known]) => known === key)) {
      problems.add(
        `${element.id} > extensionElements > taskHeaders`,
        `Headers contain duplicate entries for key '${key}'`,
      );
    }
    headers.push([key, value]);
  }
  return Object.fromEntries(headers);
}

const USER_TASK_TYPE = 'io.camunda.zeebe:userTask';

/** A user task is a job of its own type, unless the model asks for one that the engine keeps. */
export function readUserTask(element: ModdleElement, reading: Reading): Read<JobTask> | Read<PlainElement> {
  const { expressions, problems } = reading;
  const mappings = readMappings(element, expressions, problems);
  if (extensionOf(element, 'zeebe:UserTask')) return { kind: 'userTask', ...mappings };
  const assignment = extensionOf(element, 'zeebe:AssignmentDefinition');
  const path = `${element.id} > extensionElements > assignmentDefinition`;
  const computed = (name: string, text: string | undefined) =>
    text ? [{ key: `io.camunda.zeebe:${name}`, source: expressions.source(text, path) }] : [];
  return {
    kind: 'jobTask',
    jobType: { kind: 'static', text: USER_TASK_TYPE },
    retries: { kind: 'static', text: '1' },
    headers: readHeaders(element, reading),
    computedHeaders: [
      ...computed('assignee', assignment?.assignee),
      ...computed('candidateGroups', assignment?.candidateGroups),
      ...computed('candidateUsers', assignment?.candidateUsers),
      ...computed('formKey', extensionOf(element, 'zeebe:FormDefinition')?.formKey),
    ],
    ...mappings,
  };
}

/** A script task evaluates an expression, or is a job. */
export function readScriptTask(element: ModdleElement, reading: Reading): Read<ScriptTask> | Read<JobTask> {
  const { expressions, problems } = reading;
  const script = extensionOf(element, 'zeebe:Script');
  if (!script) return readJobTask(element, reading);
  const path = `${element.id} > extensionElements > script`;
  if (!script.resultVariable) problems.add(path, "Attribute 'resultVariable' must be present and not empty");
  return {
    kind: 'scriptTask',
    script: expressions.expression(script.expression, path),
    resultVariable: script.resultVariable ?? '',
    ...readMappings(element, expressions, problems),
  };
}

export function readCallActivity(element: ModdleElement, { expressions, problems }: Reading): Read<CallActivity> {
  const called = extensionOf(element, 'zeebe:CalledElement');
  const path = `${element.id} > extensionElements > calledElement`;
  if (!called) problems.add(element.id ?? '', "Must have exactly one 'zeebe:calledElement' extension element");
  else if (!called.processId) problems.add(path, "Attribute 'processId' must be present and not empty");
  return {
    kind: 'callActivity',
    processId: expressions.source(called?.processId ?? '', path),
    propagatesAllParentVariables: called?.propagateAllParentVariables ?? true,
    propagatesAllChildVariables: called?.propagateAllChildVariables ?? true,
    ...readMappings(element, expressions, problems),
  };
}
