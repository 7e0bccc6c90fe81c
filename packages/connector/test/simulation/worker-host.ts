import {
  type ActivatedJob,
  environmentSecrets,
  handleJob,
  silentLog,
  startWorker,
  type Worker,
  type WorkerEvent,
} from '@camunda-sqs-connector/runtime';
import type { TokenServer } from '../../../runtime/src/camunda/authentication/token-server.ts';
import { LateReruns } from '../../src/deduplication/late-reruns.ts';
import { createSendForJob } from '../../src/deduplication/send-for-job.ts';
import { createCredentialSource, type ProviderChain } from '../../src/sending/credentials.ts';
import { createSender } from '../../src/sending/sender.ts';
import { createSqsConnector } from '../../src/sqs-connector.ts';
import { createEndpoints, type EndpointsParts } from './endpoints.ts';
import { JOB_TYPE, type SimulatedEngine } from './engine.ts';
import { createEngineClient, type SimulatedEngineClient } from './engine-client.ts';
import type { Faults } from './faults.ts';
import { secretKeyOf } from './job-kinds.ts';
import type { Attempt } from './ledger.ts';
import { attemptOf } from './message.ts';
import { namespaceOf } from './namespace.ts';
import type { PlannedWorker } from './plan.ts';
import { Process } from './process.ts';
import { checkEnd, checkStopped, checkWorked } from './promises.ts';
import type { Random } from './random.ts';
import type { SimulatedSqs } from './sqs.ts';
import type { Tokens } from './tokens.ts';

export interface HostParts extends Omit<EndpointsParts, 'process' | 'isBatching'> {
  readonly name: string;
  readonly planned: PlannedWorker;
  readonly engine: SimulatedEngine;
  readonly sqs: SimulatedSqs;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly random: Random;
}

/** How far wall clocks may be wrong: more than AWS takes. */
const SKEW_MS = 3_600_000;

/** A machine that runs the connector, process after process: put together as `startConnector` does, in a simulated world. */
export class WorkerHost {
  process: Process | undefined;
  private worker: Worker | undefined;
  private client: SimulatedEngineClient | undefined;
  private tokenServer: TokenServer | undefined;
  private starts = 0;
  private readonly parts: HostParts;

  constructor(parts: HostParts) {
    this.parts = parts;
  }

  get name(): string {
    return this.parts.name;
  }

  start(): void {
    const { planned, engine, sqs, tokens, faults, random, scheduler, ledger, trace } = this.parts;
    const name = `${this.name}.${++this.starts}`;
    const driftMs = random.pick([-SKEW_MS, SKEW_MS]);
    const process = new Process(name, scheduler, random, () => (faults.lasts('wall clocks are wrong') ? driftMs : 0));
    const { world } = process;
    const tokenServer = tokens.serverFor(process);
    const client = createEngineClient({
      ...this.parts,
      process,
      world,
      engine,
      tokenServer,
    });
    const sender = createSender({
      targets: { allowedEndpoints: [] },
      credentials: createCredentialSource(async () => this.chain(sqs, process)),
      world,
      batching: planned.batching,
      soon: (act) => process.later(0, act),
      connections: createEndpoints({ ...this.parts, process, isBatching: planned.batching }),
    });
    const send = createSendForJob({
      sender,
      namespace: namespaceOf(ledger.plan.namedBy, engine, client, process),
      lateReruns: new LateReruns(silentLog, planned.jobTimeoutMs),
    });
    const connector = createSqsConnector({ send, defaultChainAllowed: true });
    const environment = { SECRET_KEY_a: secretKeyOf('a'), SECRET_KEY_b: secretKeyOf('b') };
    const surroundings = {
      world,
      secrets: environmentSecrets(environment, 'SECRET_'),
      secretsInMessages: [],
    };
    const updating =
      (attempt: Attempt, prolonged: (deadline: number) => void) => async (job: ActivatedJob, ms: number) => {
        const [askedAt, askedAtOutside] = [world.now(), scheduler.now];
        await client.updateTimeout(job.key, ms);
        prolonged(askedAt + ms);
        attempt.answerDeadline = askedAtOutside + ms;
      };
    const observe = (event: WorkerEvent) => {
      if (event.kind !== 'jobEnded') return;
      checkEnd(ledger, attemptOf(ledger, event.job), event, scheduler.now, trace);
    };
    this.process = process;
    this.client = client;
    this.tokenServer = tokenServer;
    trace.add(`${name} starts`);
    this.worker = startWorker({
      client,
      async handle(job, deadline, prolonged) {
        const attempt = attemptOf(ledger, job);
        if (faults.strikes('the handling throws')) {
          attempt.hasThrown = true;
          throw new RangeError('a defect');
        }
        const updateTimeout = updating(attempt, prolonged);
        const outcome = await handleJob(connector, job, deadline, { ...surroundings, updateTimeout });
        checkWorked(ledger, attempt, job, scheduler.now);
        return outcome;
      },
      activation: {
        type: JOB_TYPE,
        worker: name,
        maxJobs: planned.maxJobs,
        timeoutMs: planned.jobTimeoutMs,
        requestTimeoutMs: planned.pollMs,
        fetchVariables: connector.fetchVariables,
        tenantIds: [],
      },
      drainMs: planned.jobTimeoutMs,
      world,
      log: silentLog,
      observe,
    });
  }

  kill(): void {
    if (!this.process) return;
    this.parts.trace.add(`${this.process.name} is killed`);
    this.process.kill();
    this.process = undefined;
  }

  /** @param then called when the process has ended by itself; never where it is killed before */
  stop(then: () => void = () => {}): void {
    const { process, worker, client, tokenServer } = this;
    if (!process || !worker || !client) {
      then();
      return;
    }
    const { scheduler, ledger, trace, planned } = this.parts;
    trace.add(`${process.name} is asked to stop`);
    const askedAt = scheduler.now;
    void worker.stop().then(async ({ unfinished }) => {
      const tookMs = scheduler.now - askedAt;
      trace.add(`${process.name} has stopped, ${unfinished} unfinished`);
      await client.close();
      // A renewal may be under way while the old token serves.
      void tokenServer?.close();
      checkStopped(ledger, process, worker, { unfinished, tookMs, drainMs: planned.jobTimeoutMs });
      process.kill();
      if (this.process === process) this.process = undefined;
      then();
    });
  }

  /** The machine's role, as AWS's provider chain would give it: kept until a fresh one is asked for. */
  private chain(sqs: SimulatedSqs, process: Process): ProviderChain {
    const { faults, random } = this.parts;
    let kept: ReturnType<SimulatedSqs['roleKeys']> | undefined;
    return async ({ forceRefresh }) => {
      if (kept && !forceRefresh) return kept;
      await process.world.sleep(random.whole(1, 200));
      if (faults.strikes('the chain gives nothing')) throw new Error('no role today');
      kept = sqs.roleKeys();
      return kept;
    };
  }
}
