import { ExactNumber, type JsonValue, stringifyJson } from '@camunda-sqs-connector/feel/json';
import type { JobTask, Source } from '../../model/process-model.ts';
import type { Behaviour } from '../behaviour.ts';
import type { ElementInstance } from '../element-instance.ts';
import { evaluate, evaluateAs, evaluateText } from '../evaluate.ts';
import { subscribeToEvents } from '../events/catching.ts';
import { noteCompensable } from '../events/compensation.ts';
import type { Execution } from '../execution.ts';
import { ElementFailure } from '../failure.ts';
import { applyInputs } from '../mappings.ts';
import { mergeResult } from '../results.ts';

function completeActivity(instance: ElementInstance, execution: Execution): void {
  mergeResult(instance, execution);
  noteCompensable(instance);
  execution.completed(instance);
}

/** A worker does it. */
export const jobTask: Behaviour<'jobTask'> = {
  activate(instance, execution, element) {
    applyInputs(element.inputs, instance.variables, execution.evaluation);
    const visible = instance.variables.visible();
    const type = evaluateText(element.jobType, visible, execution.evaluation);
    const retries = evaluateRetries(element.retries, instance, execution);
    const headers = { ...element.headers, ...computedHeaders(element, instance, execution) };
    subscribeToEvents(instance, execution);
    const job = execution.jobs.add({
      key: execution.newKey(),
      type,
      retries,
      headers,
      elementInstanceKey: instance.key,
    });
    instance.jobKey = job.key;
    execution.noteJob('CREATED', job);
    execution.activated(instance);
  },
  complete: completeActivity,
};

function evaluateRetries(source: Source, { variables }: ElementInstance, execution: Execution): number {
  const value: JsonValue =
    source.kind === 'static'
      ? source.text
      : evaluateAs('NUMBER', source.program, variables.visible(), execution.evaluation);
  const retries = Number(value instanceof ExactNumber ? value.text : value);
  if (Number.isInteger(retries)) return retries;
  const text = source.kind === 'static' ? source.text : source.program.text;
  throw new ElementFailure(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${text}' to be 'NUMBER', but was 'STRING'.`,
  );
}

function computedHeaders({ computedHeaders: computed }: JobTask, { variables }: ElementInstance, execution: Execution) {
  const headers: Record<string, string> = {};
  for (const { key, source } of computed) {
    const value =
      source.kind === 'static' ? source.text : evaluate(source.program, variables.visible(), execution.evaluation);
    headers[key] = typeof value === 'string' ? value : stringifyJson(value);
  }
  return headers;
}

/** A person does it, and says so through the API. */
export const userTask: Behaviour<'userTask'> = {
  activate(instance, execution, element) {
    applyInputs(element.inputs, instance.variables, execution.evaluation);
    subscribeToEvents(instance, execution);
    execution.activated(instance);
  },
  complete: completeActivity,
};

export const scriptTask: Behaviour<'scriptTask'> = {
  activate(instance, execution, element) {
    applyInputs(element.inputs, instance.variables, execution.evaluation);
    const value = evaluate(element.script, instance.variables.visible(), execution.evaluation);
    execution.activated(instance);
    execution.completeLater(instance, { [element.resultVariable]: value });
  },
  complete: completeActivity,
};

/** Undefined and manual tasks: nobody does anything. */
export const passThroughTask: Behaviour<'passThroughTask'> = {
  activate(instance, execution, element) {
    applyInputs(element.inputs, instance.variables, execution.evaluation);
    execution.activated(instance);
    execution.completeLater(instance);
  },
  complete: completeActivity,
};

export const callActivity: Behaviour<'callActivity'> = {
  activate(instance, execution, element) {
    applyInputs(element.inputs, instance.variables, execution.evaluation);
    const processId = evaluateText(element.processId, instance.variables.visible(), execution.evaluation);
    const definition = execution.definitions.latest(processId);
    if (!definition) {
      const text = `Expected process with BPMN process id '${processId}' to be deployed, but not found.`;
      throw new ElementFailure('CALLED_ELEMENT_ERROR', text);
    }
    subscribeToEvents(instance, execution);
    execution.activated(instance);
    const { variables } = instance;
    instance.calledProcess = execution.startProcess(definition, {
      caller: instance,
      variables: element.propagatesAllParentVariables ? variables.visible() : variables.locals(),
    });
  },
  complete(instance, execution, element) {
    const isLost = !element.outputs && !element.propagatesAllChildVariables;
    if (isLost) instance.payload = {};
    completeActivity(instance, execution);
  },
};
