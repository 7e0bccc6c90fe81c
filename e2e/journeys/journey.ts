/** An attribute as SQS names its parts; bytes stand in base64. */
export type ExpectedAttribute =
  | { readonly DataType: string; readonly StringValue: string | RegExp }
  | { readonly DataType: string; readonly BinaryValue: string };

/** A message as a journey expects it; what is not named may be anything. */
export interface ExpectedMessage {
  readonly body?: string | RegExp;
  /** All attributes. */
  readonly attributes?: Readonly<Record<string, ExpectedAttribute>>;
  readonly groupId?: string;
  readonly deduplicationId?: string | RegExp;
}

/** Values are raw JSON texts, in which `<id>` stands for the id of the first message; undefined: there is no such variable. */
export type ExpectedVariables = Readonly<Record<string, string | RegExp | undefined>>;

/** A model, a start, what the queue must hold, and what the process must know. It runs in every world. */
export interface Journey {
  readonly name: string;
  /** Changes to the inputs of a complete task; undefined takes one away. `<url>` stands for the URL of the journey's queue. */
  readonly inputs?: Readonly<Record<string, string | undefined>>;
  /** All inputs of the task, in this order, instead of changes to a complete one. Same placeholder. */
  readonly allInputs?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Output mappings of the task. Without any, what the job answers becomes variables of the process. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** @default '1' */
  readonly retries?: string;
  /** The whole model instead of a single task. `<process>` stands for the process's id, `<url>` as above. */
  readonly model?: string;
  /** Raw JSON. @default '{}' */
  readonly variables?: string;
  /** @default 'standard' */
  readonly queue?: 'standard' | 'fifo' | 'fifo, deduplicating by content' | 'none';
  /** @default a name that no other journey has */
  readonly queueName?: string;
  /** In their order. @default nothing is sent */
  readonly sent?: readonly ExpectedMessage[];
  readonly ends:
    | { readonly completed: ExpectedVariables }
    | { readonly incident: RegExp; readonly variables?: ExpectedVariables };
  /** How often a job fails on the way. @default none where the process completes, one where it has an incident */
  readonly failures?: number;
}
