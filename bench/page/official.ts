/**
 * What the official connector was observed to take: its runtime 8.8.7 (Java 25) on Zeebe 8.6.0, 5,000 messages of 358 bytes with two
 * attributes and a result expression, an SQS stub that answers at once, three alternating rounds on a quiet machine of two cores.
 * Medians, and the rounds' range. Quoted: the benchmark here does not run it.
 */
export const OFFICIAL = {
  /** With its defaults: the AWS SDK for Java 1. */
  connector: {
    workerCpuMs: 8.7,
    workerCpuMsRange: [8.2, 9.0],
    messagesPerSecond: 146,
    messagesPerSecondRange: [143, 148],
    residentMbIdle: 348,
    residentMbLoad: 440,
    startSeconds: [7.1, 8.7],
    requestsPerMessage: 1,
    connectionsPerMessage: 1,
  },
  /** A worker of the Java client that only completes, in the same rounds. */
  completesOnly: {
    workerCpuMs: 1.3,
    workerCpuMsRange: [0.9, 1.35],
    messagesPerSecond: 356,
    messagesPerSecondRange: [324, 450],
    residentMbLoad: 191,
    startSeconds: [1.3, 1.6],
  },
} as const;
