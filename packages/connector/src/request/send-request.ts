/** Whose credentials sign a request. */
export type Credentials =
  | { readonly kind: 'static'; readonly accessKeyId: string; readonly secretAccessKey: string }
  /** AWS's default provider chain: environment, files, web identity, containers, instances. */
  | { readonly kind: 'defaultChain' };

/** A message attribute. `dataType` is `String`, `Number` or `Binary`, with an optional `.label`. */
export type MessageAttribute =
  | { readonly name: string; readonly dataType: string; readonly value: string }
  | { readonly name: string; readonly dataType: string; readonly bytes: Buffer };

export type Queue =
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
  | { readonly kind: 'fifo'; readonly url: string; readonly groupId: string; readonly deduplicationId?: string };

/** A message that is to be sent: parsed, checked against SQS's limits, nothing left to decide but where and when. */
export interface SendRequest {
  readonly credentials: Credentials;
  readonly region: string;
  /** The model's own endpoint, which must be allowed. */
  readonly endpoint?: string;
  readonly queue: Queue;
  /** Exactly what the queue receives. */
  readonly body: string;
  readonly attributes: readonly MessageAttribute[];
}
