import type { CheckedTask, Finding, TaskCheck } from '../findings.ts';
import { isOurTemplate } from '../templates.ts';

/** FIFO or not: by the type, and by the URL, whose end says the same. */
export const queueKind: TaskCheck = (task) => {
  const isFifo = isFifoType(task);
  return [...urlAgainst(task, isFifo), ...(isFifo === false ? onStandard(task) : [])];
};

/** Undefined where only the process knows the type. A missing type means standard. */
export function isFifoType({ known }: CheckedTask): boolean | undefined {
  const type = known.at('queue.type');
  if (type.kind === 'absent') return false;
  const name = type.kind === 'known' && typeof type.value === 'string' ? type.value.toLowerCase() : '';
  return name === 'fifo' || (name === 'standard' ? false : undefined);
}

function urlAgainst({ known, line }: CheckedTask, isFifo: boolean | undefined): readonly Finding[] {
  const url = known.textAt('queue.url');
  if (isFifo === undefined || url === undefined || !URL.canParse(url)) return [];
  const isFifoUrl = new URL(url).pathname.endsWith('.fifo');
  const at = known.inputAt('queue.url')?.line ?? line;
  if (isFifoUrl === isFifo) return [];
  if (isFifo) {
    const text =
      'queue.url is that of a standard queue, whose name does not end with .fifo, but queue.type is fifo: SQS refuses the message or keeps no order. Correct the one that is wrong.';
    return [{ severity: 'error', line: at, text }];
  }
  const hasGroup = known.at('queue.messageGroupId').kind !== 'absent';
  const text = hasGroup
    ? 'queue.url is that of a FIFO queue, but queue.type is standard: the message goes with its group id, but nobody looks at what FIFO needs, and the official connector refuses it. Set queue.type to fifo.'
    : 'queue.url is that of a FIFO queue, but queue.type is standard: SQS refuses messages without a group id. Set queue.type to fifo, and queue.messageGroupId.';
  return [{ severity: hasGroup ? 'warning' : 'error', line: at, text }];
}

/** Inputs that are made for FIFO. Whether the queue is a standard one is known by its URL alone. */
function onStandard({ known, template }: CheckedTask): readonly Finding[] {
  const group = given(known.at('queue.messageGroupId'));
  const deduplication = given(known.at('queue.messageDeduplicationId'));
  const url = known.textAt('queue.url');
  const notes: Finding[] = [];
  if (group && !isOurTemplate(template)) {
    const text =
      'queue.messageGroupId goes with the message to a standard queue, where it makes the queue fair: no group delays another. The official connector refuses it.';
    notes.push({ severity: 'note', line: group.line, text });
  }
  if (deduplication && !url?.endsWith('.fifo')) {
    const text =
      'queue.messageDeduplicationId goes with the message, but SQS refuses it on standard queues. Remove it, or set queue.type to fifo.';
    notes.push({ severity: 'warning', line: deduplication.line, text });
  }
  return notes;
}

/** The input, unless it is known to be empty. */
function given(knowledge: ReturnType<CheckedTask['known']['at']>) {
  if (knowledge.kind === 'unknown') return knowledge.input;
  const isEmpty = knowledge.kind !== 'known' || knowledge.value === null || knowledge.value === '';
  return isEmpty ? undefined : knowledge.input;
}
