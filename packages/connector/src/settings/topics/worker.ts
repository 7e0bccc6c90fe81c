import { hostname } from 'node:os';
import { SQS_JOB_TYPE } from '../../sqs-connector.ts';
import { officialNames } from '../official-names.ts';
import { durationMs, list, text, wholeNumber } from '../parsers.ts';
import { optional, setting, topic } from '../setting.ts';

export const worker = topic(
  'Worker',
  {
    jobType: setting({
      names: ['CONNECTOR_AWS_SQS_OUTBOUND_TYPE'],
      meaning: 'the job type to work for',
      parser: text,
      fallback: SQS_JOB_TYPE,
    }),
    workerName: setting({
      names: ['CAMUNDA_WORKER_NAME', ...officialNames('camunda.client.worker.defaults.name')],
      meaning: 'the name under which the engine sees this worker',
      parser: text,
      fallback: `camunda-sqs-connector@${hostname()}`,
      fallbackText: 'camunda-sqs-connector@ and the host’s name',
    }),
    maxJobs: setting({
      names: ['CAMUNDA_WORKER_MAX_CONCURRENT_JOBS', ...officialNames('camunda.client.worker.defaults.max-jobs-active')],
      meaning: 'how many jobs are in work at a time',
      parser: wholeNumber(1, 10_000),
      fallback: 64,
    }),
    jobTimeoutMs: setting({
      names: ['CONNECTOR_AWS_SQS_OUTBOUND_TIMEOUT'],
      broader: ['CAMUNDA_WORKER_TIMEOUT', ...officialNames('camunda.client.worker.defaults.timeout')],
      meaning: 'how long the engine waits for a job’s answer before it hands the job out again',
      parser: durationMs(5000),
      fallback: 60_000,
    }),
    tenantIds: setting({
      names: officialNames('camunda.client.worker.defaults.tenant-ids'),
      broader: ['CAMUNDA_DEFAULT_TENANT_ID', ...officialNames('camunda.client.tenant-id')],
      meaning: 'the tenants to work for',
      parser: list(',', 'ids of tenants'),
      fallback: [],
      fallbackText: 'the engine’s default tenant',
    }),
    physicalTenantId: optional({
      names: officialNames('camunda.client.physical-tenant-id'),
      meaning: 'a physical tenant of Camunda 8.10 or later, which this connector cannot work for yet',
      parser: text,
    }),
    disabledTypes: setting({
      names: ['CONNECTOR_OUTBOUND_DISABLED'],
      meaning: 'job types that this runtime shall leave alone, in upper or lower case',
      parser: list(',', 'job types'),
      fallback: [],
    }),
    enabledTypes: optional({
      names: ['CONNECTOR_OUTBOUND_ENABLED'],
      meaning: 'the only job types that this runtime shall work for, in upper or lower case',
      parser: list(',', 'job types'),
      fallbackText: 'all',
    }),
  },
  {
    stops: [
      'a physical tenant',
      'lists of enabled or disabled job types that exclude the one to work for; both lists at once',
    ],
  },
);
