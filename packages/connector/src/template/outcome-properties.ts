import { header, type Property } from './property.ts';

/** The groups of what follows a send, in their order. */
export const OUTCOME_GROUPS = [
  { id: 'output', label: 'Result' },
  { id: 'error', label: 'Errors' },
  { id: 'retries', label: 'Retries' },
] as const;

/** What every connector's template has: results, errors and retries. */
export const OUTCOME_PROPERTIES: readonly Property[] = [
  {
    id: 'resultVariable',
    label: 'Result variable',
    description: 'The name of the process variable that gets the whole response',
    group: 'output',
    type: 'String',
    optional: true,
    binding: header('resultVariable'),
  },
  {
    id: 'resultExpression',
    label: 'Result expression',
    description: 'Process variables from the response, for example = {id: response.messageId}',
    group: 'output',
    type: 'Text',
    feel: 'required',
    optional: true,
    binding: header('resultExpression'),
  },
  {
    id: 'errorExpression',
    label: 'Error expression',
    description:
      'What an error means to the process, for example = if error.code = "QueueDoesNotExist" then bpmnError("NO_QUEUE") else null',
    group: 'error',
    type: 'Text',
    feel: 'required',
    optional: true,
    binding: header('errorExpression'),
  },
  {
    id: 'retryCount',
    label: 'Retries',
    description: 'How often the job is executed at the most',
    group: 'retries',
    type: 'String',
    value: '3',
    feel: 'optional',
    binding: { type: 'zeebe:taskDefinition', property: 'retries' },
  },
  {
    id: 'retryBackoff',
    label: 'Retry backoff',
    description: 'The pause before the next try, an ISO 8601 duration',
    group: 'retries',
    type: 'String',
    value: 'PT30S',
    binding: header('retryBackoff'),
  },
  {
    id: 'jobTimeout',
    label: 'Job timeout',
    description: 'How long the engine waits before it hands the job out again, an ISO 8601 duration',
    group: 'retries',
    type: 'String',
    optional: true,
    binding: header('jobTimeout'),
  },
];
