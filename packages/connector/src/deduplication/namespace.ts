import { backoffMs, EngineError, type Topology, type World } from '@camunda-sqs-connector/runtime';
import { connectorError } from '../errors/own-errors.ts';

/**
 * What sets a cluster's jobs apart from those of other clusters.
 *
 * @param deadline until when it is waited for, in the world's monotonic milliseconds
 * @throws ConnectorError CLUSTER_UNKNOWN
 */
export type Namespace = (deadline: number) => Promise<string>;

export interface NamespaceOptions {
  /** What the engine says of itself. @throws EngineError */
  readonly topology: () => Promise<Pick<Topology, 'clusterId'>>;
  /** The engine's REST API, path included: in Camunda's cloud the path names the cluster. */
  readonly address: URL;
  readonly world: World;
}

const PAUSES = { firstMs: 100, longestMs: 2000 };
/** Time that must be left for the send and the answer to the engine. */
const MARGIN_MS = 1000;

/** The operator's word. */
export function namedByOperator(name: string): Namespace {
  return async () => name;
}

/**
 * The id of the engine's cluster, or, where it tells none, its address. The engine is asked when the first job needs it, and
 * once. Without its answer no job gets an id: another namespace after a restart would let SQS take the same message twice.
 */
export function namedByEngine({ topology, address, world }: NamespaceOptions): Namespace {
  let known: string | undefined;
  let asking: Promise<string> | undefined;

  function ask(): Promise<string> {
    asking ??= topology().then(
      ({ clusterId }) => {
        known = clusterId === undefined ? `address ${addressOf(address)}` : `cluster ${clusterId}`;
        return known;
      },
      (error) => {
        asking = undefined;
        throw error;
      },
    );
    return asking;
  }

  /** Gives up on an answer that comes too late for the job, which others may have by then: they must not lose a retry for it. */
  async function within(deadline: number, answer: Promise<string>): Promise<string> {
    const isAnswered = new AbortController();
    const isLate = world.sleep(Math.max(0, deadline - MARGIN_MS - world.now()), isAnswered.signal).then(() => {
      throw new EngineError('busy', 'It did not answer as long as the job had time.');
    });
    try {
      return await Promise.race([answer, isLate]);
    } finally {
      isAnswered.abort();
    }
  }

  return async (deadline) => {
    if (known !== undefined) return known;
    for (let failures = 1; ; failures++) {
      try {
        return await within(deadline, ask());
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        const pauseMs = backoffMs(failures, PAUSES, world.random);
        if (error.kind === 'busy' && world.now() + pauseMs + MARGIN_MS < deadline) await world.sleep(pauseMs);
        else throw unknown(error);
      }
    }
  };
}

function addressOf({ origin, pathname }: URL): string {
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

function unknown(cause: EngineError) {
  const reason = cause.message.replace(/\.$/, '');
  return connectorError(
    'CLUSTER_UNKNOWN',
    `The engine does not tell which cluster it is, so the message has no deduplication id; nothing was sent. ${reason}. Set SQS_CONNECTOR_DEDUPLICATION_NAMESPACE, or an id in queue.messageDeduplicationId.`,
    { cause },
  );
}
