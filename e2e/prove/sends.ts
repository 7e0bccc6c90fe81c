import type { Recorded } from '../proxy/sqs-proxy.ts';

/** Messages that left connectors, as the proxy sees them. */
export class Sends {
  /** Of FIFO messages that reached SQS, those of one job as often as they were sent. */
  fifo = 0;
  /** Of standard messages that reached SQS, and whose sender did not learn it. */
  standardAnswersLost = 0;
  /** The longest from a FIFO message's first send to its last: SQS knows it again for five minutes. */
  longestRepeatMs = 0;
  private readonly firstAt = new Map<string, number>();

  note({ at, queue, messages, fault, isPassedOn }: Recorded, body: string): void {
    if (!queue.endsWith('.fifo')) {
      this.standardAnswersLost += lostAnswers(fault, messages);
      return;
    }
    if (!isPassedOn) return;
    this.fifo += messages;
    for (const [, id = ''] of body.matchAll(/"MessageDeduplicationId"\s*:\s*"([^"]*)"/g)) {
      const key = `${queue} ${id}`;
      const firstAt = this.firstAt.get(key) ?? at;
      this.firstAt.set(key, firstAt);
      this.longestRepeatMs = Math.max(this.longestRepeatMs, at - firstAt);
    }
  }
}

function lostAnswers(fault: Recorded['fault'], messages: number): number {
  switch (fault) {
    case 'resetAfter':
    case 'truncated':
    case 'wrongMd5':
      return messages;
    case 'entryMissing':
    case 'entryWrongMd5':
      return 1;
    default:
      return 0;
  }
}
