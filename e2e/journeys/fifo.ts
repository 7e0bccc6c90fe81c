import { flow, process, task } from './diagram.ts';
import type { ExpectedMessage, Journey } from './journey.ts';

/** An id that was made from a job, and the SHA-256 of `hello`, by which a queue tells contents apart. */
const OF_JOB = /^[A-Za-z0-9_-]{43}$/;
const OF_HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const CONTENT = 'fifo, deduplicating by content';

const FIFO = { 'queue.type': 'fifo', 'queue.messageGroupId': 'g' };
const BY_JOB = { ...FIFO, 'queue.deduplication': 'job' };
const BY_QUEUE = { ...FIFO, 'queue.deduplication': 'queue' };
const ID = { 'queue.messageDeduplicationId': 'd-1' };

const sends = (
  name: string,
  queue: 'fifo' | typeof CONTENT,
  inputs: NonNullable<Journey['inputs']>,
  deduplicationId: string | RegExp,
): Journey => ({ name, queue, inputs, sent: [{ body: 'hello', deduplicationId }], ends: { completed: {} } });

/** Messages with the same body: a queue keeps them all only where their ids differ. */
const alike = (count: number): readonly ExpectedMessage[] =>
  Array(count).fill({ body: 'same', deduplicationId: OF_JOB });

const eachItem = (isSequential: boolean) =>
  `<bpmn:multiInstanceLoopCharacteristics isSequential="${isSequential}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1, 2, 3]"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;

/** How FIFO queues know a message that is sent again: what the model says, and what it leaves open. */
export const fifo: readonly Journey[] = [
  sends('FIFO, deduplicated by the job', 'fifo', BY_JOB, OF_JOB),
  sends('FIFO, deduplicated by the job although the queue looks at contents', CONTENT, BY_JOB, OF_JOB),
  sends('FIFO, deduplicated by the queue', CONTENT, BY_QUEUE, OF_HELLO),
  sends('FIFO without a deduplication id, on a queue that does not deduplicate by content', 'fifo', FIFO, OF_JOB),
  sends('FIFO without a deduplication id, on a queue that deduplicates by content', CONTENT, FIFO, OF_HELLO),
  sends('FIFO, a deduplication that is null says nothing', 'fifo', { ...FIFO, 'queue.deduplication': '=null' }, OF_JOB),
  sends('FIFO, the deduplication in another case', 'fifo', { ...FIFO, 'queue.deduplication': 'JOB' }, OF_JOB),
  sends('FIFO, the model’s id wins over the job', 'fifo', { ...BY_JOB, ...ID }, 'd-1'),
  sends('FIFO, the model’s id wins over the queue', CONTENT, { ...BY_QUEUE, ...ID }, 'd-1'),
  sends(
    'FIFO, an id that is empty leaves it to the job',
    'fifo',
    { ...BY_JOB, 'queue.messageDeduplicationId': '=""' },
    OF_JOB,
  ),
  {
    name: 'FIFO, left to a queue that does not deduplicate by content',
    queue: 'fifo',
    inputs: BY_QUEUE,
    ends: { incident: /ContentBasedDeduplication/ },
  },
  {
    name: 'FIFO, a deduplication that nobody knows',
    retries: '3',
    queue: 'fifo',
    inputs: { ...FIFO, 'queue.deduplication': 'content' },
    ends: { incident: /queue, deduplication\. It Must be `Deduplication`: job or queue/ },
  },
  {
    name: 'a deduplication on a standard queue is of no account',
    inputs: { 'queue.deduplication': 'job' },
    sent: [{ body: 'hello' }],
    ends: { completed: {} },
  },
  ...[true, false].map(
    (isSequential): Journey => ({
      name: `FIFO, the children of a ${isSequential ? 'sequential' : 'parallel'} multi-instance task differ`,
      queue: CONTENT,
      model: process(
        `${flow('start', 'each')}${task('each', 'same', '', BY_JOB)}${eachItem(isSequential)}</bpmn:serviceTask>${flow('each', 'end')}<bpmn:endEvent id="end"/>`,
      ),
      sent: alike(3),
      ends: { completed: {} },
    }),
  ),
  {
    name: 'FIFO, the turns of a loop differ',
    queue: CONTENT,
    variables: '{"turn":1}',
    model: process(
      `${flow('start', 'again')}<bpmn:exclusiveGateway id="again"/>${flow('again', 'one')}${task('one', 'same', '', BY_JOB)}</bpmn:serviceTask>${flow('one', 'done')}<bpmn:exclusiveGateway id="done" default="done_end"/>${flow('done', 'again', '=turn &lt; 4')}${flow('done', 'end')}<bpmn:endEvent id="end"/>`,
    ).replace('</zeebe:ioMapping>', '<zeebe:output source="=turn + 1" target="turn"/></zeebe:ioMapping>'),
    sent: alike(3),
    ends: { completed: { turn: '4' } },
  },
];
