/** Whose credentials sign a request. */
export type Credentials =
  | { readonly kind: 'static'; readonly accessKeyId: string; readonly secretAccessKey: string }
  /** AWS's default provider chain: environment, files, web identity, containers, instances. */
  | { readonly kind: 'defaultChain' };

export interface MessageAttribute {
  readonly name: string;
  /** `String` or `Number`, with an optional `.label`. */
  readonly dataType: string;
  readonly value: string;
}

export type Queue =
  | { readonly kind: 'standard'; readonly url: string; readonly groupId?: string }
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
