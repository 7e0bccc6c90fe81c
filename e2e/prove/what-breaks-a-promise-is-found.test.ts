import { expect, test } from 'vitest';
import type { Instance } from './engine-ledger.ts';
import { problemsOf, type Told } from './problems.ts';

/** By their numbers, 0 and 2 go to the standard queue, 1 to the one with the model's id, 3 to the one with the job's. */
const SOUND: Told = {
  confirmed: new Set([0, 1, 2, 3]),
  instances: [0, 1, 2, 3].map((n) => ({ n, messageId: `"m-${n}"`, isCompleted: true })),
  messages: {
    // At least once: the process knows one of the two.
    standard: [
      { n: 0, messageId: 'earlier' },
      { n: 0, messageId: 'm-0' },
      { n: 2, messageId: 'm-2' },
    ],
    ownId: [{ n: 1, messageId: 'm-1' }],
    byJob: [{ n: 3, messageId: 'm-3' }],
  },
};
const NONE = {
  notCompleted: [],
  incidents: [],
  lostByEngine: [],
  missing: [],
  foreign: [],
  twiceOnFifo: [],
  unknownId: [],
};

const withInstance = (changed: Instance): Told => ({
  ...SOUND,
  instances: SOUND.instances.map((instance) => (instance.n === changed.n ? changed : instance)),
});
const withMessages = (changed: Partial<Told['messages']>): Told => ({
  ...SOUND,
  messages: { ...SOUND.messages, ...changed },
});

test('where all is well, nothing is found, whatever came twice on the standard queue', () => {
  expect(problemsOf(SOUND)).toEqual(NONE);
});

test('an instance whose start nobody has confirmed may be there, with its message', () => {
  expect(problemsOf({ ...SOUND, confirmed: new Set([1]) })).toEqual(NONE);
});

test.each<[string, Told, Partial<ReturnType<typeof problemsOf>>]>([
  ['an instance that did not complete', withInstance({ n: 1, messageId: '"m-1"' }), { notCompleted: [1] }],
  [
    'an incident',
    withInstance({ n: 1, messageId: '"m-1"', incident: 'it failed' }),
    { notCompleted: [1], incidents: ['it failed'] },
  ],
  ['a start that the engine forgot', { ...SOUND, confirmed: new Set([0, 8]) }, { lostByEngine: [8] }],
  ['a message that is not there', withMessages({ byJob: [] }), { missing: [3], unknownId: [3] }],
  [
    'a message on a FIFO queue twice',
    withMessages({
      ownId: [
        { n: 1, messageId: 'm-1' },
        { n: 1, messageId: 'm-9' },
      ],
    }),
    { twiceOnFifo: [1] },
  ],
  ['an id of another message', withInstance({ n: 3, messageId: '"m-1"', isCompleted: true }), { unknownId: [3] }],
  ['an id that the process does not know', withInstance({ n: 3, isCompleted: true }), { unknownId: [3] }],
  [
    'a message of nobody',
    withMessages({ ownId: [...SOUND.messages.ownId, { n: 5, messageId: 'm-5' }] }),
    { foreign: [5] },
  ],
  [
    'a message in another’s queue',
    withMessages({ ownId: [], byJob: [...SOUND.messages.byJob, { n: 1, messageId: 'm-1' }] }),
    { foreign: [1] },
  ],
])('%s is found', (_what, told, found) => {
  expect(problemsOf(told)).toEqual({ ...NONE, ...found });
});
