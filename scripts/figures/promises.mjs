// The table of docs/reliability.md: what is promised, how it is tested, and what the last long run of that test found.

/**
 * A row. `tell` takes a function that gives a figure by its name, and throws where the run has not recorded it.
 *
 * @type {readonly import('./promises.d.mts').ReliabilityPromise[]}
 */
export const promises = [
  {
    promise: 'each instance completes, and each message arrives, whatever dies or fails meanwhile',
    tested: 'two connectors under kills and faults, on a real Zeebe and ElasticMQ',
    run: 'messages',
    tell: (of) =>
      `${of('instances completed')} instances with ${of('incidents')} incidents, ${of('messages missing')} messages missing; ${of('connectors killed')} connectors and ${of('brokers killed')} brokers killed, ${of('requests that went wrong')} of ${of('requests to SQS')} requests went wrong`,
  },
  {
    promise: 'a FIFO queue gets no message twice, with the model’s id or with the job’s',
    tested: 'in the same run',
    run: 'messages',
    tell: (of) =>
      `${of('messages on FIFO queues')} messages of ${of('sends to FIFO queues')} sends, ${of('FIFO messages twice')} twice`,
  },
  {
    promise: 'the process knows the id of the message that lies in the queue',
    tested: 'in the same run',
    run: 'messages',
    tell: (of) => `${of('ids unknown to their process')} of ${of('instances completed')} do not`,
  },
  {
    promise: 'on a standard queue a message arrives at least once',
    tested: 'in the same run',
    run: 'messages',
    tell: (of) =>
      `${of('standard messages twice')} arrived once more, after ${of('answers lost')} lost answers, with ${of('connectors killed')} connectors and ${of('brokers killed')} brokers killed; ${of('messages on standard queues')} lay there`,
  },
  {
    promise: 'every request is signed for its host, and no log holds a secret',
    tested: 'in the same run: the proxy computes each signature anew',
    run: 'messages',
    tell: (of) =>
      `${of('wrong signatures')} of ${of('requests to SQS')} signatures wrong, ${of('secrets in logs')} secrets in logs`,
  },
  {
    promise: 'a FIFO queue gets each message once, wherever the connector dies',
    tested: '`SIGKILL` at each step of a job’s way, on a real Zeebe and ElasticMQ',
    run: 'crashes',
    tell: (of) =>
      `${of('crashes')} crashes, ${of('instances')} instances, ${of('sends')} sends, ${of('messages')} messages, ${of('duplicates')} duplicates`,
  },
  {
    promise: 'no order of faults, crashes and stops breaks a promise',
    tested: 'a simulated world with virtual time',
    run: 'simulation',
    tell: (of) => `${of('seeds')} seeds, ${of('events')} events, ${of('violations')} violations`,
  },
  {
    promise: 'memory stays flat, no slot is lost, and the rate is back soon after each fault',
    tested: 'a steady load with a fault every ten seconds, on a real Zeebe',
    run: 'soak',
    tell: (of) =>
      `${of('minutes')} minutes, ${of('faults')} faults, ${of('kB of resident memory a minute')} kB of memory a minute, the rate back after ${of('seconds until the rate was back, at most')} s at most`,
  },
  {
    promise: 'hostile input breaks nothing',
    tested: 'random input for all that takes input from outside',
    run: 'fuzz',
    tell: (of) => `${of('inputs')} inputs, ${of('failures')} failures`,
  },
  {
    promise: 'the tests would notice if the code were wrong',
    tested: 'bugs that are planted on purpose',
    run: 'planted-bugs',
    tell: (of) => `${of('noticed')} noticed, ${of('missed')} missed`,
  },
  {
    promise: 'the simulation would notice, too',
    tested: 'bugs that are planted on purpose',
    run: 'planted-bugs-in-the-simulation',
    tell: (of) => `${of('noticed')} noticed, ${of('missed')} missed`,
  },
];
