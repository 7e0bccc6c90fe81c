import { type ConnectorDefinition, defineConnector } from '@camunda-sqs-connector/runtime';
import type { SendForJob } from './deduplication/send-for-job.ts';
import { createSendRequestSchema } from './request/schema.ts';
import type { SendRequest } from './request/send-request.ts';
import type { SendResponse } from './sending/send-message.ts';

/** The job type that models made for Amazon SQS name. */
export const SQS_JOB_TYPE = 'io.camunda:aws-sqs:1';

export interface SqsConnectorOptions {
  readonly send: SendForJob;
  /** False where others' processes run on this machine: its own role is not theirs. */
  readonly defaultChainAllowed: boolean;
}

/** The connector: parses a job into a message and sends it. */
export function createSqsConnector(options: SqsConnectorOptions): ConnectorDefinition<SendRequest, SendResponse> {
  return defineConnector({
    name: 'AWS SQS Outbound',
    type: SQS_JOB_TYPE,
    input: createSendRequestSchema({ defaultChainAllowed: options.defaultChainAllowed }),
    fetchVariables: ['authentication', 'configuration', 'awsCredential', 'queue'],
    configurationPaths: ['authentication', 'configuration', 'awsCredential', 'queue.url', 'queue.region'],
    confidentialPaths: [
      'authentication.accessKey',
      'authentication.secretKey',
      'awsCredential.authentication.accessKey',
      'awsCredential.authentication.secretKey',
    ],
    execute: options.send,
    summary: ({ messageId }) => `the message ${messageId} was sent`,
  });
}
