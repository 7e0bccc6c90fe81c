import type { SendRequest } from '../request/send-request.ts';

/** Enough for every installation; beyond it the one that was learned first is forgotten, and learned again. */
const MOST_QUEUES = 1000;

/** FIFO queues that have refused a message without an id. */
export class QueuesThatWantIds {
  private readonly known = new Set<string>();
  private readonly most: number;

  constructor(most = MOST_QUEUES) {
    this.most = most;
  }

  has(request: SendRequest): boolean {
    return this.known.has(keyOf(request));
  }

  add(request: SendRequest): void {
    const key = keyOf(request);
    if (this.known.has(key)) return;
    const [first] = this.known;
    if (this.known.size >= this.most && first !== undefined) this.known.delete(first);
    this.known.add(key);
  }
}

/** The same URL may be another queue to another identity or at another endpoint. No secret is kept. */
function keyOf({ credentials, region, endpoint, queue }: SendRequest): string {
  const identity = credentials.kind === 'static' ? credentials.accessKeyId : null;
  return JSON.stringify([endpoint ?? null, region, queue.url, identity]);
}
