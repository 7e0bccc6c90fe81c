import { sentence, table } from '../../../packages/connector/src/markdown.ts';
import type { Results } from '../../results.ts';
import { phraseOf } from '../families.ts';
import { beside, COMPLETES_ONLY, underFullLoad } from '../lookups.ts';
import { shown } from '../numbers.ts';
import { OFFICIAL } from '../official.ts';

export function officialSection(results: Results | undefined): string {
  const { connector, completesOnly } = OFFICIAL;
  const range = ([from, to]: readonly [number, number]) => `${from}–${to}`;
  return `## Beside the official connector

The benchmark does not run it. These figures were measured earlier and on another machine: the official runtime 8.8.7 with its SQS connector
(Java 25, defaults) on Zeebe 8.6.0, 5,000 messages of 358 bytes with two attributes and a result expression, an SQS stub that answers at
once, three alternating rounds. Medians, with the range of the rounds in brackets. Do not compare them with the figures above: a machine’s
milliseconds are its own.

${table(
  ['', 'Official connector', 'Java worker that only completes'],
  [
    [
      'Worker CPU a message, ms',
      `${connector.workerCpuMs} (${range(connector.workerCpuMsRange)})`,
      `${completesOnly.workerCpuMs} (${range(completesOnly.workerCpuMsRange)})`,
    ],
    [
      'Messages a second',
      `${connector.messagesPerSecond} (${range(connector.messagesPerSecondRange)})`,
      `${completesOnly.messagesPerSecond} (${range(completesOnly.messagesPerSecondRange)})`,
    ],
    ['Resident memory, idle, MB', String(connector.residentMbIdle), '–'],
    ['Resident memory under load, MB', String(connector.residentMbLoad), String(completesOnly.residentMbLoad)],
    ['Start to the first job, s', range(connector.startSeconds), range(completesOnly.startSeconds)],
    ['Requests to SQS a message', String(connector.requestsPerMessage), '–'],
    ['Connections to SQS a message', String(connector.connectionsPerMessage), '–'],
  ],
)}

What can be compared is what each adds to the bare work with the engine, within its own run:

${table(
  ['', 'CPU a message, against a worker that only completes', 'Messages a second, against it'],
  [
    [
      'Official connector, against a Java worker',
      times(connector.workerCpuMs / completesOnly.workerCpuMs),
      times(connector.messagesPerSecond / completesOnly.messagesPerSecond),
    ],
    ...ours(results),
  ],
)}

The two workers that only complete are not the same program, so the ratios tell the costs of sending, and not which client is leaner.`;
}

/** The same ratios here, of the medians, in each situation of full load. */
function ours(results: Results | undefined): readonly (readonly string[])[] {
  const rows = underFullLoad(results, 'workerCpuMs').flatMap((row) => {
    const cpu = beside(results, row, { candidate: COMPLETES_ONLY });
    const rate = beside(results, row, { measure: 'messagesPerSecond' });
    const most = beside(results, row, { measure: 'messagesPerSecond', candidate: COMPLETES_ONLY });
    if (!cpu) return [];
    return [
      [
        `This connector, against the same loop: ${phraseOf(row.situation)}`,
        times(row.value.median / cpu.median),
        rate && most ? times(rate.median / most.median) : '–',
      ],
    ];
  });
  return rows.length > 0 ? rows : [[sentence('this connector'), 'not measured yet', 'not measured yet']];
}

function times(ratio: number): string {
  return `× ${shown(ratio)}`;
}
