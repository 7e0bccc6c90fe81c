import { expect, test } from 'vitest';
import { PROFILER, placeOf } from './places.ts';
import { sharesOf } from './self-times.ts';

const MODULES = 'file:///home/me/camunda-sqs-connector';

test.each([
  ['send', `${MODULES}/packages/connector/dist/sending/sender.js`, 'connector: sending/sender'],
  ['sign', `${MODULES}/node_modules/@smithy/signature-v4/dist-cjs/index.js`, '@smithy/signature-v4'],
  ['inner', `${MODULES}/node_modules/pino/node_modules/sonic-boom/index.js`, 'sonic-boom'],
  ['wasm-function[20]', 'wasm://wasm/00034eea', 'undici'],
  ['setTimeout', 'node:timers', 'Node: timers'],
  ['stringify', '', 'JSON'],
  ['writev', '', 'sockets'],
  ['(garbage collector)', '', 'garbage collection'],
  ['post', 'node:inspector', PROFILER],
  ['slice', '', undefined],
])('%s of "%s" belongs to %s', (functionName, url, place) => {
  expect(placeOf({ functionName, url })).toBe(place);
});

test('native functions count for their callers; idling and the profiler’s own work do not count', () => {
  const node = (id: number, functionName: string, url: string, children: readonly number[] = []) => ({
    id,
    callFrame: { functionName, url },
    children,
  });
  const nodes = [
    node(1, '(root)', '', [2, 3, 5]),
    node(2, '(idle)', ''),
    node(3, 'send', `${MODULES}/packages/connector/dist/sending/sender.js`, [4]),
    node(4, 'slice', ''),
    node(5, 'post', 'node:inspector', [6]),
    node(6, 'stringify', '', []),
    node(7, '(garbage collector)', ''),
  ];
  const profile = { nodes, samples: [2, 3, 4, 6, 7], timeDeltas: [1000, 20, 10, 500, 10] };
  expect(sharesOf(profile, placeOf, PROFILER)).toEqual([
    ['connector: sending/sender', 0.75],
    ['garbage collection', 0.25],
  ]);
});
