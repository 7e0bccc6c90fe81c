import type { Outcome } from '@camunda-sqs-connector/runtime';
import { expect } from 'vitest';
import { type JobCase, refusal, type Tries } from './job-against-sqs.ts';

/** What this connector does otherwise than the official one, on purpose. */
export interface Difference {
  /** Its heading in the migration page. */
  readonly name: string;
  readonly shownBy: readonly Shown[];
}

interface Shown {
  readonly job: JobCase;
  readonly outcome: Partial<Record<keyof Extract<Outcome, { kind: 'failed' }>, unknown>>;
  readonly tries: Tries;
  /** A part of the last request. */
  readonly sent?: Record<string, unknown>;
}

const URL_OF = (name: string) => `https://sqs.eu-central-1.amazonaws.com/123456789012/${name}`;
const failedAs = (code: string) => ({ kind: 'failed', retries: 0, told: { code } });
const attribute = { StringValue: 'x', DataType: 'String' };
const elevenAttributes = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`a${n}`, attribute]));

/** The whole list, without the one that is about connections. */
export const differences: readonly Difference[] = [
  {
    name: 'Expressions lead to no second send',
    shownBy: [
      { job: { headers: { resultExpression: '= a +* 1' } }, outcome: failedAs('INVALID_EXPRESSION'), tries: 'none' },
      { job: { headers: { errorExpression: '= a +* 1' } }, outcome: failedAs('INVALID_EXPRESSION'), tries: 'none' },
      {
        job: { headers: { resultExpression: '= assert(null, false)' } },
        outcome: { retries: 0, done: 'the message m-1 was sent' },
        tries: 'one',
      },
    ],
  },
  {
    name: '`error.code` has a value',
    shownBy: [
      {
        job: {
          answer: () => refusal('QueueDoesNotExist'),
          headers: { errorExpression: '= if error.code = null then null else ignoreError({code: error.code})' },
        },
        outcome: { kind: 'completed', variables: { code: 'QueueDoesNotExist' } },
        tries: 'one',
      },
    ],
  },
  {
    name: "What the job's own data decides is checked before the call",
    shownBy: [
      {
        job: { inputs: { configuration: {} } },
        outcome: { retries: 0, message: expect.stringContaining('configuration.region') },
        tries: 'none',
      },
      {
        job: { queue: { messageAttributes: elevenAttributes } },
        outcome: { retries: 0, message: expect.stringContaining('queue.messageAttributes') },
        tries: 'none',
      },
    ],
  },
  {
    name: 'Secrets are resolved once, and only in what configures the call',
    shownBy: [
      {
        job: { queue: { messageBody: { token: '{{secrets.KEY}}' } } },
        outcome: failedAs('SECRET_IN_MESSAGE'),
        tries: 'none',
      },
      {
        job: { queue: { url: URL_OF('{{secrets.KEY}}') } },
        outcome: { kind: 'completed' },
        tries: 'one',
        sent: { QueueUrl: URL_OF('hidden') },
      },
      {
        job: { queue: { url: URL_OF('{{secrets.OTHER}}') } },
        outcome: { kind: 'completed' },
        tries: 'one',
        sent: { QueueUrl: URL_OF('{{secrets.KEY}}') },
      },
    ],
  },
  {
    name: '`secrets.NAME` without braces counts as a whole, or at the beginning of a word',
    shownBy: [
      {
        job: { queue: { url: URL_OF('mysecrets.KEY') } },
        outcome: { kind: 'completed' },
        tries: 'one',
        sent: { QueueUrl: URL_OF('mysecrets.KEY') },
      },
      {
        job: { queue: { url: URL_OF('secrets.KEY'), messageBody: 'see secrets.KEY' } },
        outcome: { kind: 'completed' },
        tries: 'one',
        sent: { QueueUrl: URL_OF('hidden'), MessageBody: 'see secrets.KEY' },
      },
      { job: { queue: { url: 'secrets.NOPE' } }, outcome: failedAs('SECRET_NOT_FOUND'), tries: 'none' },
    ],
  },
  {
    name: 'A group id on a standard queue is allowed',
    shownBy: [
      {
        job: { queue: { messageGroupId: 'customer-1' } },
        outcome: { kind: 'completed' },
        tries: 'one',
        sent: { MessageGroupId: 'customer-1' },
      },
    ],
  },
  {
    name: 'Messages go to AWS, or where the operator allows it',
    shownBy: [
      {
        job: { inputs: { configuration: { region: 'eu-central-1', endpoint: 'http://localhost:4566' } } },
        outcome: failedAs('ENDPOINT_NOT_ALLOWED'),
        tries: 'none',
      },
      {
        job: { inputs: { configuration: { region: 'us-east-1' } } },
        outcome: failedAs('REGION_MISMATCH'),
        tries: 'none',
      },
      {
        job: {
          inputs: { configuration: { region: 'eu-central-1', endpoint: 'http://gateway:8080/sqs' } },
          allowedEndpoints: ['http://gateway:8080'],
        },
        outcome: failedAs('INVALID_QUEUE_URL'),
        tries: 'none',
      },
    ],
  },
  {
    name: '`jobError` keeps its variables',
    shownBy: [
      {
        job: {
          answer: () => refusal('QueueDoesNotExist'),
          headers: { errorExpression: '= jobError("no queue", {v: 1}, 1)' },
        },
        outcome: { kind: 'failed', retries: 1, variables: { v: 1, error: 'no queue' } },
        tries: 'one',
      },
    ],
  },
];
