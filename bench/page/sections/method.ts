import { table } from '../../../packages/connector/src/markdown.ts';
import type { Results, Setting } from '../../results.ts';
import type { Measured } from '../measured.ts';
import { percent, plain } from '../numbers.ts';

const CANDIDATES = `\
${table(
  ['Candidate', 'Is'],
  [
    ['This connector', 'its command line, built, in a process of its own, with its defaults'],
    [
      'The usual SDKs',
      'what one would write today in TypeScript: a worker of `@camunda8/sdk`, `@aws-sdk/client-sqs` and `feelin`, with one client, connections that are kept, as many jobs at once, and the same work for a job',
    ],
    [
      'Completes only',
      'a worker with this connector’s client of the engine and its loop, which sends nothing: what no connector can be cheaper than',
    ],
    ['SQS by itself', 'a bare request to the stub, without engine and worker: what the sending takes at the least'],
  ],
)}`;

const METHOD = `\
- A message has a body of 358 bytes and two attributes; a result expression takes its id. Where a table says nothing else, there is one standard
  queue and one pair of keys.
- The engine is a real Zeebe, with the setting that [docs/reliability.md](reliability.md#an-engine-that-keeps-a-job-back) advises for its version. SQS is a stub on the same machine that answers at once, or after the milliseconds that are told, so that
  neither the network nor AWS is measured.
- The candidates take turns, in rounds, on the same engine in one run, after a warm-up. A ratio is that of two candidates in one round, and then
  the median of the rounds. The interval is that of the median at 95 %, from the order of the rounds’ values.
- Start is the time from the process’s start to its first completed job, which waits for it; with Node alone, to its first request for jobs.
- How this connector grows is measured in three rounds only: there the brackets hold all three. As many queues
  have as many pairs of keys.
- Workers find a backlog in each round, and CPU is user and system time of their processes, as Linux counts it, from a tenth of it on. They
  live over all rounds, as a service does, and have sent some thousand messages before the first round that counts: until V8 has compiled
  what is used, a message costs each candidate two or three times as much. A worker rests while the others have their turn, which lets V8
  throw away some of that code, and memory with it. Under a load that never ends a message takes less CPU, and the worker more memory: with the
  embedded engine 137 MB after 7,000 messages, and 99 MB after a rest of 70 s and 1,000 more.
  Latencies and starts are those of new processes.
- Where more instances come than the engine can take on this machine (here some 100 to 150 a second), latencies are those of its queue, and
  alike for all candidates.
- Rounds in which other programs took more than 10 % of the machine are repeated.
- Rates on this machine say little of those on yours: engine, stub and worker share its cores. What counts is what the worker takes for a
  message, and the ratios.`;

const COMMANDS = table(
  ['Command', 'Measures', 'Writes'],
  [
    [
      '`npm run bench`',
      'the three candidates on a real Zeebe; takes up to 50 minutes, Maven and a Java 21 or later',
      'bench/results/cluster.json',
    ],
    [
      '`npm run bench:local`',
      'what needs Node alone: the sending by itself, start and memory',
      'bench/results/local.json',
    ],
    ['`npm run bench:profile`', 'where the worker’s CPU goes', 'bench/results/profile.json'],
    ['`npm run bench:steady`', 'ten minutes of even load on a real Zeebe', 'bench/results/steady.json'],
    [
      '`npm run docs`',
      'nothing: writes this page, its pictures and the README’s figures, as each whole run does, too',
      'docs/performance.md',
    ],
  ],
);

export function methodSection({ cluster, local, profile, steady }: Measured): string {
  const runs: readonly (readonly [string, Setting | undefined, Results | undefined])[] = [
    ['`npm run bench`', cluster?.setting, cluster],
    ['`npm run bench:local`', local?.setting, local],
    ['`npm run bench:profile`', profile?.setting, undefined],
    ['`npm run bench:steady`', steady?.setting, undefined],
  ];
  const rows = runs.flatMap(([command, setting, results]) =>
    setting ? [[command, ...described(setting, results)]] : [],
  );
  return [
    '## How it was measured',
    METHOD,
    CANDIDATES,
    ...(rows.length > 0
      ? [
          table(
            ['Run', 'Date', 'Machine', 'Versions', 'Rounds that count', 'Rounds repeated', 'Largest share of others'],
            rows,
          ),
        ]
      : []),
    '## Measuring it yourself',
    COMMANDS,
    'A run that is shortened (`--rounds`, `--only`) prints its figures and writes nothing. Let nothing else run on the machine meanwhile.',
  ].join('\n\n');
}

function described(setting: Setting, results: Results | undefined): readonly string[] {
  const { date, processor, cores, memoryGb, node, versions } = setting;
  const programs = [`Node ${node.replace(/^v/, '')}`, ...Object.entries(versions).map((entry) => entry.join(' '))];
  return [
    date.slice(0, 10),
    `${processor}, ${cores} cores, ${plain(memoryGb)} GB`,
    programs.join(', '),
    ...(results ? [String(results.rounds), String(results.repeated), percent(results.othersShare)] : ['–', '–', '–']),
  ];
}
