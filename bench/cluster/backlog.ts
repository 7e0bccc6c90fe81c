import { cpuMsOf } from '../machine.ts';
import type { Row } from '../results.ts';
import type { Turn } from '../rounds.ts';
import type { Candidate } from './candidates.ts';
import { Crew } from './crew.ts';
import { type Messages, ORDINARY } from './instances.ts';
import type { Place } from './place.ts';

export interface Backlog {
  readonly situation: Row['situation'];
  readonly sqsLatencyMs: number;
  /** Of each worker. */
  readonly jobsInFlight: number;
  readonly instances: number;
  /** Instances that workers do before any that count: until V8 has compiled what is used, a message costs several times as much. */
  readonly warmUp: number;
  readonly messages?: Messages;
  /** @default 1 */
  readonly workers?: number;
}

/** The part of a backlog that rates and CPU are measured over: at its end fewer jobs are in flight than could be. */
const FROM = 0.1;
const TO = 0.95;
/** After the last job, until memory is looked at. */
const REST_MS = 1000;

/** Workers find a backlog: what they do then is bounded by themselves and the engine alone. */
export function workThrough(place: Place, candidate: Candidate, backlog: Backlog): Turn {
  const { situation, sqsLatencyMs, jobsInFlight, instances, warmUp, messages = ORDINARY, workers = 1 } = backlog;
  let hired: Crew | undefined;

  async function crewAtWork(): Promise<Crew> {
    const crew = await Crew.start(place, { candidate, sqsLatencyMs, jobsInFlight, workers });
    hired = crew;
    crew.forget();
    await crew.startInstances(warmUp, messages);
    await crew.completed(warmUp);
    return crew;
  }

  async function measured(crew: Crew): Promise<Readonly<Record<string, number>>> {
    crew.forget();
    await crew.meanwhilePaused(() => crew.startInstances(instances, messages));
    const before = await crew.sqs();
    const spent = () => ({
      done: place.completed.read().length,
      workerMs: crew.cpuMs(),
      engineMs: cpuMsOf(place.engine.pid),
    });
    await crew.completed(instances * FROM);
    const from = spent();
    await crew.completed(instances * TO);
    const to = spent();
    await crew.completed(instances);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const times = place.completed.read();
    const after = await crew.sqs();
    const time = (n: number) => times[n - 1] ?? Number.NaN;
    return {
      workerCpuMs: (to.workerMs - from.workerMs) / (to.done - from.done),
      engineCpuMs: (to.engineMs - from.engineMs) / (to.done - from.done),
      messagesPerSecond: ((to.done - from.done) * 1000) / (time(to.done) - time(from.done)),
      residentMbLoad: crew.mostResidentMb,
      residentMbEnd: crew.residentMb(),
      ...(candidate !== 'completesOnly' && {
        sqsRequestsPerMessage: (after.requests - before.requests) / times.length,
        connections: after.connectionsUsed,
      }),
    };
  }

  async function end(): Promise<void> {
    await hired?.end();
    hired = undefined;
  }

  return {
    situation,
    candidate,
    async run() {
      try {
        return await measured(hired ?? (await crewAtWork()));
      } catch (error) {
        // What a round that failed leaves behind has a job type that no later worker asks for.
        await end();
        throw error;
      }
    },
    end,
  };
}
