import type { World } from '@camunda-sqs-connector/runtime';
import { connectorError } from '../../errors/own-errors.ts';
import { attributeBytes } from '../../request/attributes.ts';
import { LIMITS } from '../../request/limits.ts';
import type { Message } from '../../request/send-request.ts';
import { asksForFewer, isOfOneMessage } from '../aws-error.ts';
import { ANSWER_TIMEOUT_MS } from '../endpoint-connections.ts';
import {
  type Answer,
  headersOf,
  type ParsedAnswer,
  parseAnswer,
  parseRefusal,
  sendMessageInput,
} from '../send-message.ts';
import type { AwsCredentials } from '../signer.ts';
import { parseBatchAnswer, sendBatchInput } from './batch-message.ts';
import { Lane, type LaneMessage } from './lane.ts';

/** A message with all that decides which others it may travel with. */
export interface Shipment {
  readonly request: Message;
  readonly target: URL;
  readonly identity: AwsCredentials;
  /** After it the message must not leave, in the world's monotonic milliseconds. */
  readonly deadline: number;
}

/** What became of a message, and the answer that said so. */
export interface Delivery {
  readonly answer: Answer;
  readonly parsed: ParsedAnswer;
}

/** Signs and sends a request's body for a shipment's target and identity, within its deadline. */
export type Exchange = (shipment: Shipment, headers: Readonly<Record<string, string>>, body: string) => Promise<Answer>;

/** How the wait for a delivery ended. */
type Settled = { readonly delivery: Delivery } | { readonly error: unknown };

interface Waiting extends LaneMessage {
  readonly shipment: Shipment;
  readonly settle: (outcome: Settled) => void;
}

const LANE_LIMITS = {
  maxEntries: LIMITS.batchEntries,
  maxBytes: LIMITS.messageBytes,
  maxInFlight: 16,
} as const;

/** A lane, and how fast SQS answers there. */
interface OpenLane {
  readonly lane: Lane<Waiting>;
  averageMs: number;
  /** Whether its messages will be looked at after all that happens at this moment. */
  isCalled: boolean;
  /** Ends the wait for a request that hangs. */
  patience: AbortController | undefined;
  /** When it ends by itself. */
  patienceEndsAt: number;
}

/** Who waits for a request to come back waits this many times as long as such requests take. */
const PATIENCE = 2;
const LEAST_PATIENCE_MS = 20;

/**
 * Lets messages leave together that share endpoint, queue and identity. Each gets its own outcome; a request that fails fails for
 * its own messages only, and no lane waits for another.
 */
export class Batcher {
  private readonly lanes = new Map<string, OpenLane>();
  private readonly exchange: Exchange;
  private readonly world: Pick<World, 'now' | 'sleep'>;
  private readonly soon: (act: () => void) => void;

  /** @param soon runs what is given after all that happens at this moment, so that what comes at once leaves together. @default setImmediate */
  constructor(exchange: Exchange, world: Pick<World, 'now' | 'sleep'>, soon: (act: () => void) => void = setImmediate) {
    this.exchange = exchange;
    this.world = world;
    this.soon = soon;
  }

  /** @throws ConnectorError CONNECTION_FAILED, BROKEN_ANSWER, CHECKSUM_MISMATCH */
  deliver(shipment: Shipment): Promise<Delivery> {
    const key = laneKey(shipment);
    const open = this.lanes.get(key) ?? {
      lane: new Lane<Waiting>(LANE_LIMITS),
      averageMs: 0,
      isCalled: false,
      patience: undefined,
      patienceEndsAt: Number.POSITIVE_INFINITY,
    };
    this.lanes.set(key, open);
    const { request } = shipment;
    return new Promise<Delivery>((resolve, reject) => {
      open.lane.add({
        bytes: bytesOf(request),
        timeForAnswerMs: Math.min(ANSWER_TIMEOUT_MS, shipment.deadline - this.world.now()),
        ...(request.queue.kind === 'fifo' && { groupId: request.queue.groupId }),
        shipment,
        settle: (outcome) => ('delivery' in outcome ? resolve(outcome.delivery) : reject(outcome.error)),
      });
      if (open.isCalled) return;
      open.isCalled = true;
      this.soon(() => {
        open.isCalled = false;
        this.letLeave(key, open);
      });
    });
  }

  private letLeave(key: string, open: OpenLane): void {
    const { lane } = open;
    for (let entries = lane.next(); entries; entries = lane.next()) void this.ship(key, open, entries);
    // By now another lane may have its place: that one has to stay known as long as something is under way there.
    if (lane.isIdle && this.lanes.get(key) === open) this.lanes.delete(key);
    // A timer that nobody needs would keep the process after its worker has stopped.
    if (!lane.isWaiting) open.patience?.abort();
    else if (!open.patience) void this.hurryLater(key, open);
    else if (lane.leastOf(deadlineOf) < open.patienceEndsAt) open.patience.abort();
  }

  /** A request that hangs must not hold up what came after it, and nobody beyond the deadline. */
  private async hurryLater(key: string, open: OpenLane): Promise<void> {
    const patience = new AbortController();
    open.patience = patience;
    const startedAt = this.world.now();
    const enough = startedAt + Math.max(LEAST_PATIENCE_MS, PATIENCE * open.averageMs);
    open.patienceEndsAt = Math.min(enough, open.lane.leastOf(deadlineOf));
    await this.world.sleep(Math.max(0, open.patienceEndsAt - startedAt), patience.signal);
    open.patience = undefined;
    const now = this.world.now();
    for (const { settle, shipment } of open.lane.giveUp((message) => deadlineOf(message) <= now)) {
      settle({ error: tooLate(shipment) });
    }
    if (!patience.signal.aborted) open.lane.hurry();
    this.letLeave(key, open);
  }

  private async ship(key: string, open: OpenLane, entries: readonly Waiting[]): Promise<void> {
    const startedAt = this.world.now();
    const isLate = (message: Waiting) => deadlineOf(message) <= startedAt;
    for (const message of entries.filter(isLate)) message.settle({ error: tooLate(message.shipment) });
    const outcomes = await this.send(entries.filter((message) => !isLate(message)));
    const tookMs = this.world.now() - startedAt;
    open.averageMs = open.averageMs === 0 ? tookMs : open.averageMs * 0.8 + tookMs * 0.2;
    open.lane.ended(
      entries,
      outcomes.some((outcome) => 'delivery' in outcome && isThrottling(outcome.delivery)),
    );
    this.letLeave(key, open);
  }

  /** Sends the messages and settles each. Throws nothing. @returns how each was settled */
  private async send(messages: readonly Waiting[]): Promise<readonly Settled[]> {
    const [first] = messages;
    if (!first) return [];
    if (messages.length === 1) return [await this.sendAlone(first)];
    const outcomes = await this.sendTogether(messages.map(({ shipment }) => shipment));
    // Nothing was sent. The fault may be one message's, such as a missing group, and the others must not suffer for it.
    if (outcomes === 'refused as a whole') return this.sendEachAlone(messages);
    for (const [index, outcome] of outcomes.entries()) messages[index]?.settle(outcome);
    return outcomes;
  }

  private async sendTogether(shipments: readonly Shipment[]): Promise<readonly Settled[] | 'refused as a whole'> {
    const requests = shipments.map(({ request }) => request);
    const earliest = Math.min(...shipments.map(({ deadline }) => deadline));
    try {
      const shipment = { ...(shipments[0] as Shipment), deadline: earliest };
      const answer = await this.exchange(shipment, headersOf('SendMessageBatch'), sendBatchInput(requests));
      if (isRefusedForOne(answer)) return 'refused as a whole';
      return parseBatchAnswer(answer, requests).map((parse) => attempted(() => ({ answer, parsed: parse() })));
    } catch (error) {
      return shipments.map(() => ({ error }));
    }
  }

  /** Those of a group one after the other, so that they keep their order. */
  private sendEachAlone(messages: readonly Waiting[]): Promise<readonly Settled[]> {
    const groups = new Map<unknown, Promise<unknown>>();
    const settled = messages.map((message) => {
      const { groupId = message } = message;
      const sent = (groups.get(groupId) ?? Promise.resolve()).then(() => this.sendAlone(message));
      groups.set(groupId, sent);
      return sent;
    });
    return Promise.all(settled);
  }

  private async sendAlone(message: Waiting): Promise<Settled> {
    const { shipment } = message;
    const outcome =
      deadlineOf(message) <= this.world.now()
        ? { error: tooLate(shipment) }
        : await deliveryAlone(this.exchange)(shipment).then(
            (delivery) => ({ delivery }),
            (error) => ({ error }),
          );
    message.settle(outcome);
    return outcome;
  }
}

function isRefusedForOne(answer: Answer): boolean {
  return answer.status !== 200 && isOfOneMessage(parseRefusal(answer).refusal);
}

function deadlineOf({ shipment }: Waiting): number {
  return shipment.deadline;
}

function attempted(deliver: () => Delivery): Settled {
  try {
    return { delivery: deliver() };
  } catch (error) {
    return { error };
  }
}

function isThrottling({ parsed }: Delivery): boolean {
  return parsed.kind === 'refused' && asksForFewer(parsed.refusal);
}

/** Each message by itself. */
export function deliveryAlone(exchange: Exchange): (shipment: Shipment) => Promise<Delivery> {
  return async (shipment) => {
    const answer = await exchange(shipment, headersOf('SendMessage'), sendMessageInput(shipment.request));
    return { answer, parsed: parseAnswer(answer, shipment.request) };
  };
}

/** Two identities never share a lane, even if their keys' ids are the same. */
function laneKey({ request, target, identity }: Shipment): string {
  const { accessKeyId, secretAccessKey, sessionToken = '' } = identity;
  return JSON.stringify([target.origin, request.region, request.queue.url, accessKeyId, secretAccessKey, sessionToken]);
}

function bytesOf({ body, attributes }: Message): number {
  return attributes.reduce((sum, attribute) => sum + attributeBytes(attribute), Buffer.byteLength(body));
}

function tooLate({ target }: Shipment) {
  return connectorError(
    'CONNECTION_FAILED',
    `The endpoint ${target.origin} could not be asked in time: too many requests before this one had no answer. This time the message did not leave.`,
  );
}
