import { startConnectorProcess } from '../cluster/connector-process.ts';
import { canariesIn } from '../journeys/canaries.ts';
import type { chooseEnd } from './chance.ts';

/** What became of connectors so far. */
export interface Fates {
  killed: number;
  stopped: number;
  /** Those that were asked to stop, and did not end with 0. */
  badExits: (number | null)[];
  /** Secrets that stood in their logs. */
  secretsInLogs: string[];
}

/** A place in which one connector works after the other: each is killed or asked to stop, and the next one started at once. */
export interface MortalConnector {
  /** Nobody dies any more; the last one is asked to stop. */
  stop(): Promise<void>;
}

/** A connector may wait for an engine that is away, and for a request that hangs, until the time of its jobs is over. */
const STOP_MS = 40_000;

export async function startMortalConnector(
  env: Readonly<Record<string, string>>,
  nextEnd: () => ReturnType<typeof chooseEnd>,
  fates: Fates,
): Promise<MortalConnector> {
  let end = () => {};
  const stopping = new Promise<void>((resolve) => {
    end = resolve;
  });
  let isStopping = false;
  let connector = await startConnectorProcess(env);

  async function stopOne(): Promise<void> {
    const code = await connector.stop(STOP_MS);
    fates.stopped++;
    if (code !== 0) fates.badExits.push(code);
  }

  async function live(): Promise<void> {
    while (!isStopping) {
      const { afterMs, signal } = nextEnd();
      let timer: NodeJS.Timeout | undefined;
      const over = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, afterMs);
      });
      await Promise.race([over, stopping]);
      clearTimeout(timer);
      if (signal === 'SIGKILL' && !isStopping) {
        connector.signal('SIGKILL');
        await connector.ended;
        fates.killed++;
      } else {
        await stopOne();
      }
      fates.secretsInLogs.push(...canariesIn(connector.output()));
      if (!isStopping) connector = await startConnectorProcess(env);
    }
  }

  const living = live();
  // It is awaited at the end; until then a failure is nobody's.
  living.catch(() => {});
  return {
    async stop() {
      isStopping = true;
      end();
      await living;
    },
  };
}
