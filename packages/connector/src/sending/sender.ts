import { backoffMs, ConnectorError, maskOf, runtimeError, type World } from '@camunda-sqs-connector/runtime';
import { passesByItself } from '../errors/own-errors.ts';
import type { Message } from '../request/send-request.ts';
import { awsError, blamesClock, blamesCredentials, isTransient } from './aws-error.ts';
import { Batcher, deliveryAlone, type Exchange, type Shipment } from './batching/batcher.ts';
import type { CredentialSource } from './credentials.ts';
import type { TargetRules } from './endpoint.ts';
import { EndpointConnections, type Endpoints } from './endpoint-connections.ts';
import { rememberedTargets } from './known-targets.ts';
import type { Answer, SendResponse } from './send-message.ts';
import { signedHeaders } from './signer.ts';
import { SigningClock } from './signing-clock.ts';

/** Sends messages over connections that are shared until it is closed. */
export interface Sender {
  /**
   * @param deadline no try begins so late that its answer could not be told before it, in the world's monotonic milliseconds
   * @throws ConnectorError
   */
  send(message: Message, deadline: number): Promise<SendResponse>;
  close(): Promise<void>;
}

export interface SenderOptions {
  readonly targets: TargetRules;
  readonly credentials: CredentialSource;
  readonly world: World;
  /** How often a message is tried. @default as often as its deadline allows */
  readonly maxAttempts?: number;
  /** Whether messages that come together leave together. @default true */
  readonly batching?: boolean;
  /** Runs what is given after all that happens at this moment. @default setImmediate */
  readonly soon?: (act: () => void) => void;
  /** Closed with the sender. @default Node's authorities, no proxy */
  readonly connections?: Endpoints;
}

const PAUSES = { firstMs: 100, longestMs: 5000 };
/** Time that must be left after a pause for a try and for the answer to the engine. */
const MARGIN_MS = 2000;
/** Of it, what the answer to the engine needs. */
const ANSWER_MARGIN_MS = 500;

/** What came of a try. `repeatable`: the same request may succeed. `remedied`: its cause was removed, so it goes at once. */
type Attempt =
  | { readonly kind: 'sent'; readonly response: SendResponse }
  | { readonly kind: 'final' | 'repeatable' | 'remedied'; readonly error: ConnectorError };

export function createSender(options: SenderOptions): Sender {
  const { targets, credentials, world, maxAttempts = Number.POSITIVE_INFINITY } = options;
  const { connections = new EndpointConnections(), batching = true } = options;
  const clock = new SigningClock(world.wallClock);
  const targetOf = rememberedTargets(targets);

  const exchange: Exchange = async ({ request, target, identity, deadline }, fixedHeaders, body) => {
    const headers = { ...fixedHeaders, 'content-length': String(Buffer.byteLength(body)) };
    const signed = await signedHeaders({ target, body, headers }, identity, request.region, clock.now());
    return connections.post(target, signed, body, deadline - world.now());
  };
  const batcher = new Batcher(exchange, world, options.soon);
  const deliver = batching ? (shipment: Shipment) => batcher.deliver(shipment) : deliveryAlone(exchange);

  /** @param tried which causes were removed already: each is removed once only */
  async function attempt(request: Message, target: URL, tried: Remedies, deadline: number): Promise<Attempt> {
    try {
      const identity = await credentials(request.credentials, tried.credentials);
      // A provider may have taken its time.
      if (world.now() + ANSWER_MARGIN_MS >= deadline) return { kind: 'final', error: noTimeLeft() };
      // Past its deadline the engine hands the job to somebody else, who would send beside this request.
      const shipment = { request, target, identity, deadline: deadline - ANSWER_MARGIN_MS };
      const handedOverAt = clock.now();
      const { answer, parsed } = await deliver(shipment);
      if (parsed.kind === 'sent') return parsed;
      const { refusal } = parsed;
      // AWS quotes what was signed where a signature is wrong, the session token included.
      const mask = maskOf([identity.secretAccessKey, identity.sessionToken ?? '', identity.accessKeyId]);
      const error = awsError({
        status: refusal.status,
        code: mask.text(refusal.code),
        message: mask.text(refusal.message),
        requestId: mask.text(refusal.requestId),
      });
      // The message was refused, so it is in no queue: sending it again cannot double it.
      if (blamesClock(refusal) && !tried.clock && clock.learn(dateOf(answer), handedOverAt)) {
        tried.clock = true;
        return { kind: 'remedied', error };
      }
      if (blamesCredentials(refusal) && !tried.credentials && request.credentials.kind === 'defaultChain') {
        tried.credentials = true;
        return { kind: 'remedied', error };
      }
      return { kind: isTransient(refusal) ? 'repeatable' : 'final', error };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return { kind: passesByItself(error) ? 'repeatable' : 'final', error };
    }
  }

  return {
    async send(request, deadline) {
      const target = targetOf(request);
      const tried: Remedies = { clock: false, credentials: false };
      let earlier: ConnectorError | undefined;
      for (let failures = 1; ; failures++) {
        const result = await attempt(request, target, tried, deadline);
        if (result.kind === 'sent') return result.response;
        const { kind, error } = result;
        // What came of an earlier try says more than that there was no time for another.
        if (error.code === 'NO_TIME_LEFT') throw earlier ?? error;
        earlier = error;
        const pause = kind === 'remedied' ? 0 : backoffMs(failures, PAUSES, world.random);
        const isLast = kind === 'final' || failures >= maxAttempts;
        if (isLast || world.now() + pause + MARGIN_MS >= deadline) throw error;
        if (pause > 0) await world.sleep(pause);
      }
    },
    close: () => connections.close(),
  };
}

function noTimeLeft(): ConnectorError {
  return runtimeError('NO_TIME_LEFT', 'Too little of the job’s time was left to send its message; it was given back.');
}

/** Which causes of a refusal were removed already. */
interface Remedies {
  clock: boolean;
  credentials: boolean;
}

function dateOf({ headers }: Answer): string | undefined {
  const { date } = headers;
  return Array.isArray(date) ? date[0] : date;
}
