import type { ReceivedMessage } from './sqs-queues.ts';

/** How often and how a job of an instance failed. */
export interface JobFailure {
  readonly elementId: string;
  readonly message: string;
  readonly retries: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What became of a process instance. Variables are raw JSON texts, so that no digit is lost on the way. */
export type Outcome = { readonly failures: readonly JobFailure[] } & (
  | { readonly kind: 'completed'; readonly variables: ReadonlyMap<string, string> }
  | {
      readonly kind: 'incident';
      readonly elementId: string;
      readonly errorType: string;
      readonly errorMessage: string;
      /** Those of the process at that time. */
      readonly variables: ReadonlyMap<string, string>;
    }
);

/** An engine, an SQS server and the connector between them. Journeys see the embedded pair and a real cluster by this alone. */
export interface World {
  /** @throws Error with the engine's answer where it refuses the model */
  deploy(xml: string): Promise<void>;
  /** @returns the key of the instance */
  start(processId: string, variables: string): Promise<string>;
  /** Waits until the instance has completed or has an incident. */
  outcomeOf(instanceKey: string): Promise<Outcome>;
  createQueue(name: string, attributes?: Readonly<Record<string, string>>): Promise<void>;
  /** Takes the messages out of a queue, in their order. */
  messagesOf(queue: string): Promise<readonly ReceivedMessage[]>;
  /** All that has come out so far: what the connector has logged, what its probes and metrics say, what the engine has kept. */
  traces(): Promise<Readonly<Record<'log' | 'probes' | 'engine', string>>>;
  stop(): Promise<void>;
}

/** What the operator has set, in every world. */
export const SETTINGS = {
  SECRET_ACCESS_KEY: 'AKIAJOURNEY',
  SECRET_SECRET_KEY: 'canary-secret-key',
  SECRET_REGION: 'eu-central-1',
  SECRET_MY_REGION_1: 'eu-central-1',
  SECRET_PART: 'central',
  SECRET_NESTED: '{{secrets.REGION}}',
  SECRET_EMPTY: '',
  SECRET_QUEUES: 'https://sqs.eu-central-1.amazonaws.com/123456789012',
  SECRET_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/named-by-a-secret',
  SECRET_GREETING: 'allowed-in-messages',
  SQS_CONNECTOR_SECRETS_IN_MESSAGES: 'GREETING',
  SQS_CONNECTOR_LOG_LEVEL: 'debug',
  CAMUNDA_WORKER_TIMEOUT: '30000',
  AWS_ACCESS_KEY_ID: 'AKIAMACHINE',
  AWS_SECRET_ACCESS_KEY: 'canary-machine-key',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;
