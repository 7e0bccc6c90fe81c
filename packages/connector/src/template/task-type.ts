import { SQS_JOB_TYPE } from '../sqs-connector.ts';
import type { Property } from './property.ts';

/** The group of a hybrid template that lets the model choose the worker. */
export const TASK_TYPE_GROUP = { id: 'taskDefinitionType', label: 'Task definition type' };

const binding = { type: 'zeebe:taskDefinition', property: 'type' };

/** The job type: fixed, or for a worker that listens to another one. */
export function taskType(isHybrid: boolean): Property {
  if (!isHybrid) return { type: 'Hidden', value: SQS_JOB_TYPE, binding };
  return {
    id: 'taskDefinitionType',
    label: 'Job type',
    description: 'What the connector that is to send works for: its CONNECTOR_AWS_SQS_OUTBOUND_TYPE',
    group: TASK_TYPE_GROUP.id,
    type: 'String',
    value: SQS_JOB_TYPE,
    constraints: { notEmpty: true },
    binding,
  };
}
