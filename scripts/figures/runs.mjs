// The runs that are too long for every change, in the order in which docs/figures.md tells of them.

/** @type {readonly import('./runs.d.mts').LongRun[]} */
export const longRuns = [
  {
    name: 'messages',
    title: 'Messages under kills and faults',
    command: 'npm run prove',
    unit: 'jobs',
    about:
      'Two connectors work for a real Zeebe, with batching, and send to ElasticMQ: half of the messages to a standard queue, a quarter to a FIFO queue with an id of the model’s, a quarter to one with `queue.deduplication` = `job`. Connectors are killed and stopped at random moments, the broker is killed and frozen, and requests to SQS go wrong on their way. `JOBS=n` shortens it; `SEED=n` draws the same faults and ends again.',
  },
  {
    name: 'crashes',
    title: 'Crashes at each step',
    command: 'CRASHES=300 npm run test:cluster -- fifo-survives-crashes',
    unit: 'crashes',
    about:
      'A connector on a real Zeebe and ElasticMQ is killed at each step of a job’s way, one after the other, with two new instances for each crash: one that leaves the message’s id to the job, one that says nothing, as models for the official connector.',
  },
  {
    name: 'soak',
    title: 'Minutes of load',
    command: 'npm run test:soak',
    unit: 'minutes',
    about: 'One connector under a steady load on a real Zeebe, with a fault every ten seconds.',
  },
  {
    name: 'simulation',
    title: 'The simulated world',
    command: 'npm run simulate -- --seeds 20000',
    unit: 'seeds',
    about: 'Each seed is another story of faults, crashes and stops: [simulation.md](simulation.md).',
  },
  {
    name: 'fuzz',
    title: 'Hostile input',
    command: 'npm run fuzz -- --minutes 60',
    unit: 'minutes',
    about: 'Random input for all that takes input from outside: [fuzzing.md](fuzzing.md).',
  },
  {
    name: 'planted-bugs',
    title: 'Bugs that the tests notice',
    command: 'npm run test:planted-bugs',
    unit: 'bugs',
    about: 'The code is broken in one place after the other, and the tests are run.',
  },
  {
    name: 'planted-bugs-in-the-simulation',
    title: 'Bugs that the simulation notices',
    command: 'npm run simulate:planted-bugs',
    unit: 'bugs',
    about: 'The same with the simulation: each bug has to be noticed by one of its first seeds.',
  },
];
