import type { ActivatedJob, JobKey } from '@camunda-sqs-connector/runtime';

/** A job as the engine hands it out, with what a test asks for. */
export function fakeJob(parts: Partial<ActivatedJob> = {}): ActivatedJob {
  return {
    key: '2251799813685283' as JobKey,
    type: 'test',
    processInstanceKey: '2251799813685270',
    processDefinitionId: 'order',
    processDefinitionKey: '2251799813685250',
    elementId: 'send',
    elementInstanceKey: '2251799813685278',
    tenantId: '<default>',
    retries: 3,
    customHeaders: {},
    variables: {},
    ...parts,
  };
}
