/** Starts something at an even pace, whatever becomes of the starts before. */
export interface SteadyLoad {
  /** Starts that were taken. */
  started(): number;
  /** Starts that were refused, as by an engine that is away: they are not made up for. */
  refused(): number;
  /** Ends when every start so far has been taken or refused. */
  stop(): Promise<void>;
}

export function startSteadyLoad(perSecond: number, start: (n: number) => Promise<unknown>): SteadyLoad {
  const underWay = new Set<Promise<void>>();
  const begin = performance.now();
  let next = 0;
  let started = 0;
  let refused = 0;
  function startOne(): void {
    const one = start(next++)
      .then(
        () => {
          started++;
        },
        () => {
          refused++;
        },
      )
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }
  // A timer that comes late starts what is due by then.
  const timer = setInterval(() => {
    while (next < ((performance.now() - begin) / 1000) * perSecond) startOne();
  }, 1000 / perSecond);
  return {
    started: () => started,
    refused: () => refused,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}
