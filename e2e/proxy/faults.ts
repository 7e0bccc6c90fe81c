/** What the proxy does to a request instead of passing it on and its answer back. */
export type Fault =
  /** Passed on after a pause. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Answered by the proxy, as a server or a gateway in trouble does. */
  | { readonly kind: 'status'; readonly status: number; readonly type?: string; readonly body?: string }
  /** Answered by the proxy in SQS's own way. */
  | { readonly kind: 'awsError'; readonly status: number; readonly code: string; readonly message?: string }
  /** The connection is reset, and SQS never saw the request. */
  | { readonly kind: 'resetBefore' }
  /** SQS carried the request out, and the connection is reset before its answer: the lost answer. */
  | { readonly kind: 'resetAfter' }
  /** SQS carried the request out, and its answer has another MD5. */
  | { readonly kind: 'wrongMd5' }
  /** SQS carried the request out, and half of its answer arrives. */
  | { readonly kind: 'truncated' }
  /** Taken, and never answered. */
  | { readonly kind: 'hang' }
  | BatchFault;

/** What goes wrong with some messages of a request that holds several. Other requests it lets pass, and waits for the next. */
export type BatchFault =
  /** Every second entry, from the first on, never reaches SQS, and the answer says that it failed, and by whose fault. */
  | { readonly kind: 'entriesFail'; readonly code: string; readonly senderFault: boolean }
  /** SQS took all entries, and the answer says nothing of the first. */
  | { readonly kind: 'entryMissing' }
  /** SQS took all entries, and the answer tells of the last one first. */
  | { readonly kind: 'entriesReversed' }
  /** SQS took all entries, and the first has another MD5 in the answer. */
  | { readonly kind: 'entryWrongMd5' };

export const FAULTS = {
  throttling: { kind: 'awsError', status: 400, code: 'RequestThrottled', message: 'Rate exceeded' },
  accessDenied: {
    kind: 'awsError',
    status: 403,
    code: 'AccessDenied',
    message: 'User: arn:aws:iam::1:user/u is not authorized to perform: sqs:sendmessage',
  },
  internal: { kind: 'status', status: 500, type: 'application/x-amz-json-1.0', body: '{"__type":"InternalFailure"}' },
  unavailable: { kind: 'status', status: 503, type: 'text/html', body: '<html>Service Unavailable</html>' },
  html: { kind: 'status', status: 200, type: 'text/html', body: '<html>Please log in</html>' },
  empty: { kind: 'status', status: 200, body: '' },
  someInternal: { kind: 'entriesFail', code: 'InternalError', senderFault: false },
  someThrottled: { kind: 'entriesFail', code: 'RequestThrottled', senderFault: true },
  someDenied: { kind: 'entriesFail', code: 'AccessDenied', senderFault: true },
} as const satisfies Record<string, Fault>;

interface Rule {
  readonly fault: Fault;
  left: number;
}

const BATCH_FAULTS: ReadonlySet<string> = new Set<BatchFault['kind']>([
  'entriesFail',
  'entryMissing',
  'entriesReversed',
  'entryWrongMd5',
]);

export function isBatchFault(fault: Fault): fault is BatchFault {
  return BATCH_FAULTS.has(fault.kind);
}

/** Which faults hit which queue, and how often still. */
export class Faults {
  private readonly rules = new Map<string, Rule[]>();

  /** Faults of a queue hit in the order in which they were added; `*` stands for all queues. @param times @default without end */
  add(queue: string, fault: Fault, times = Number.POSITIVE_INFINITY): void {
    this.rules.set(queue, [...(this.rules.get(queue) ?? []), { fault, left: times }]);
  }

  clear(): void {
    this.rules.clear();
  }

  /** @param messages how many the request holds */
  next(queue: string, messages: number): Fault | undefined {
    for (const name of [queue, '*']) {
      const rule = this.rules.get(name)?.find(({ fault, left }) => left > 0 && (messages > 1 || !isBatchFault(fault)));
      if (!rule) continue;
      rule.left--;
      return rule.fault;
    }
    return undefined;
  }
}
