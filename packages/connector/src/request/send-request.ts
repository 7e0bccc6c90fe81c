/** Whose credentials sign a request. */
export type Credentials =
  | { readonly kind: 'static'; readonly accessKeyId: string; readonly secretAccessKey: string }
  /** AWS's default provider chain: environment, files, web identity, containers, instances. */
  | { readonly kind: 'defaultChain' };

/** A message attribute. `dataType` is `String`, `Number` or `Binary`, with an optional `.label`. */
export type MessageAttribute =
  | { readonly name: string; readonly dataType: string; readonly value: string }
  | { readonly name: string; readonly dataType: string; readonly bytes: Buffer };

/** How a FIFO queue knows a message that was sent before: by an id, or by the message's content where the queue is made for that. */
export type ToldApart = { readonly kind: 'id'; readonly id: string } | { readonly kind: 'queue' };

/** What a model says of it. */
export type Deduplication =
  | ToldApart
  /** An id that belongs to the job: when it runs again, it has the same one. */
  | { readonly kind: 'job' }
  /** Nothing is said, as in models for the official connector: `queue` where the queue is made for that, else `job`. */
  | { readonly kind: 'either' };

export type Queue<ByWhat extends Deduplication = Deduplication> =
  | {
      readonly kind: 'standard';
      readonly url: string;
      /** Fair queues: messages of one group do not delay those of another. */
      readonly groupId?: string;
      /** Until the message can be received; without it as long as the queue says. */
      readonly delaySeconds?: number;
      /** Of no use here, and refused by AWS, whose word on it the model gets. */
      readonly deduplicationId?: string;
    }
  | { readonly kind: 'fifo'; readonly url: string; readonly groupId: string; readonly deduplication: ByWhat };

/** A message that a job asks for: parsed, and checked against SQS's limits. */
export interface SendRequest<ByWhat extends Deduplication = Deduplication> {
  readonly credentials: Credentials;
  readonly region: string;
  /** The model's own endpoint, which must be allowed. */
  readonly endpoint?: string;
  readonly queue: Queue<ByWhat>;
  /** Exactly what the queue receives. */
  readonly body: string;
  readonly attributes: readonly MessageAttribute[];
}

/** A message as it goes to SQS: nothing is left to decide but where and when. */
export type Message = SendRequest<ToldApart>;
