import { LIMITS } from '../limits.ts';
import type { Fields } from './fields.ts';
import { Queue } from './queue.ts';
import { changedSettings, newSettings, type QueueSettings, settingsAttributes } from './queue-settings.ts';
import { invalid, SqsError } from './sqs-error.ts';

/** Queues by name, and the way of messages into dead-letter queues. */
export class Queues {
  private readonly queues = new Map<string, Queue>();
  private readonly newId: () => string;

  constructor(newId: () => string) {
    this.newId = newId;
  }

  names(): readonly string[] {
    return [...this.queues.keys()];
  }

  get(name: string): Queue | undefined {
    return this.queues.get(name);
  }

  /** @throws SqsError QueueDoesNotExist */
  existing(name: string): Queue {
    const queue = this.queues.get(name);
    if (queue) return queue;
    throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
  }

  /** Makes the queue, or finds it where the attributes agree. @throws SqsError */
  create(name: string, attributes: Fields, now: number): Queue {
    const limit = LIMITS.queueNameCharacters;
    if (!/^[A-Za-z0-9_-]+$/.test(name.replace(/\.fifo$/, '')) || name.length > limit) {
      const text = `Can only include alphanumeric characters, hyphens, or underscores. 1 to ${limit} in length`;
      throw new SqsError('InvalidParameterValue', text);
    }
    const settings = newSettings(name, attributes);
    this.checkDeadLetterQueue(settings);
    const known = this.queues.get(name);
    if (known) {
      checkAgreement(known.settings, attributes, settings);
      return known;
    }
    const queue: Queue = new Queue(
      settings,
      {
        newId: this.newId,
        giveUp: (message, at) => {
          const target = queue.settings.redrive?.deadLetterQueue ?? '';
          this.queues.get(target)?.takeDeadLetter(message, name, at);
        },
      },
      now,
    );
    this.queues.set(name, queue);
    return queue;
  }

  /** @throws SqsError */
  change(name: string, attributes: Fields, now: number): void {
    const queue = this.existing(name);
    const settings = changedSettings(queue.settings, attributes);
    this.checkDeadLetterQueue(settings);
    queue.settings = settings;
    queue.changedAt = now;
  }

  /** @throws SqsError */
  delete(name: string): void {
    this.existing(name);
    this.queues.delete(name);
  }

  /** The queues that give messages up to this one. */
  sourcesOf(name: string): readonly string[] {
    return this.names().filter((source) => this.queues.get(source)?.settings.redrive?.deadLetterQueue === name);
  }

  private checkDeadLetterQueue({ redrive, isFifo }: QueueSettings): void {
    if (!redrive) return;
    const target = this.queues.get(redrive.deadLetterQueue);
    if (!target) throw invalid('RedrivePolicy', redrive.text, 'Dead letter target does not exist.');
    if (target.settings.isFifo !== isFifo) {
      throw invalid('RedrivePolicy', redrive.text, 'Dead-letter queue must be same type of queue as the source.');
    }
  }
}

function checkAgreement(known: QueueSettings, attributes: Fields, asked: QueueSettings): void {
  const [have, want] = [settingsAttributes(known), settingsAttributes(asked)];
  const differing = Object.keys(attributes).find((name) => have[name] !== want[name]);
  if (differing === undefined) return;
  const text = `A queue already exists with the same name and a different value for attribute ${differing}`;
  throw new SqsError('QueueNameExists', text);
}
