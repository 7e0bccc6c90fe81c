import type { Zeebe } from '../cluster/zeebe.ts';
import { FAULTS, type Fault } from '../proxy/faults.ts';
import type { SqsProxy } from '../proxy/sqs-proxy.ts';

/** Something that goes wrong for a while. */
export interface Disturbance {
  readonly name: string;
  begin(): Promise<void> | void;
  /** When it resolves, all is as before. */
  end(): Promise<void> | void;
  readonly lastsMs: number;
}

/** What can go wrong around a worker, in the order in which it does. */
export function disturbances(proxy: SqsProxy, zeebe: Zeebe): readonly Disturbance[] {
  const sqs = (name: string, fault: Fault, lastsMs = 4000): Disturbance => ({
    name,
    begin: () => proxy.faults.add('*', fault),
    end: () => proxy.faults.clear(),
    lastsMs,
  });
  return [
    sqs('throttling', FAULTS.throttling),
    sqs('connections reset before the request', { kind: 'resetBefore' }),
    sqs('internal errors', FAULTS.internal),
    sqs('lost answers', { kind: 'resetAfter' }, 2000),
    { name: 'a frozen broker', begin: () => zeebe.freeze(), end: () => zeebe.thaw(), lastsMs: 4000 },
    sqs('a gateway’s 503', FAULTS.unavailable),
    sqs('a hanging server', { kind: 'hang' }, 3000),
    sqs('refused credentials', FAULTS.accessDenied),
    sqs('half answers', { kind: 'truncated' }, 2000),
    sqs('wrong MD5', { kind: 'wrongMd5' }, 2000),
    sqs('slow answers', { kind: 'latency', ms: 1500 }),
    { name: 'a killed broker', begin: () => zeebe.kill(), end: () => zeebe.restart(), lastsMs: 1000 },
  ];
}
