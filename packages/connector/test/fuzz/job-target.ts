import { parseJson, stringifyJson } from '@camunda-sqs-connector/feel/json';
import {
  type ActivatedJob,
  environmentSecrets,
  type Handled,
  handleJob,
  silentLog,
} from '@camunda-sqs-connector/runtime';
import { parseActivatedJobs } from '../../../runtime/src/camunda/activated-job.ts';
import { LateReruns } from '../../src/deduplication/late-reruns.ts';
import { namedByOperator } from '../../src/deduplication/namespace.ts';
import { createSendForJob } from '../../src/deduplication/send-for-job.ts';
import { EndpointConnections } from '../../src/sending/endpoint-connections.ts';
import { md5OfAttributes, md5OfBody } from '../../src/sending/md5.ts';
import type { Answer } from '../../src/sending/send-message.ts';
import { createSender } from '../../src/sending/sender.ts';
import { createSqsConnector } from '../../src/sqs-connector.ts';
import { CANARIES, canariesIn } from './canaries.ts';
import { type Recipe, written } from './recipe.ts';
import { firstOf, pollution, type Target, type Verdict } from './verdict.ts';

const JOB_TYPE = 'io.camunda:aws-sqs:1';
const ALLOWED = 'http://127.0.0.1:9324';
const OUTCOMES = ['completed', 'bpmnError', 'failed'];
/** Failures of which the job's own data is not the cause. */
const NOT_ITS_DATA = ['NO_TIME_LEFT', 'JOB_TIMEOUT_ELAPSED', 'CREDENTIALS_UNAVAILABLE', undefined];
/** Beyond this a single job holds up all others; the machine that tests may be busy. */
const LONGEST_MS = 10_000;

/** Stands for the network: it keeps where requests went, and takes every second message, or quotes it in a refusal. */
class RecordedConnections extends EndpointConnections {
  readonly targets: URL[] = [];

  override async post(target: URL, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
    this.targets.push(target);
    const { MessageBody, MessageAttributes } = JSON.parse(body) as { MessageBody: string; MessageAttributes?: object };
    if (MessageBody.length % 2 === 1) {
      const message = `signed was ${stringifyJson({ ...headers })}`;
      return { status: 403, headers: {}, text: JSON.stringify({ __type: 'x#InvalidSignatureException', message }) };
    }
    const attributes = Object.entries(MessageAttributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) =>
      BinaryValue === undefined
        ? { name, dataType: DataType, value: StringValue }
        : { name, dataType: DataType, bytes: Buffer.from(BinaryValue, 'base64') },
    );
    const answer = {
      MessageId: '00000000-0000-4000-8000-000000000000',
      MD5OfMessageBody: md5OfBody(MessageBody),
      ...(attributes.length > 0 && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
    };
    return { status: 200, headers: {}, text: JSON.stringify(answer) };
  }
}

/** A job as the engine sends it, with whatever variables and headers: it becomes one outcome, and nothing leaks. */
export function jobTarget(): Target {
  return {
    async check(input) {
      const text = `{"jobs":[${written(envelope(input))}]}`;
      const [job] = jobsOf(text);
      if (!job) return pollution();
      const started = performance.now();
      const connections = new RecordedConnections();
      try {
        const outcome = await handled(job, connections);
        const tookMs = performance.now() - started;
        return firstOf(
          judged(outcome, connections.targets),
          tookMs > LONGEST_MS ? `it took ${Math.round(tookMs)} ms` : undefined,
          pollution(),
        );
      } catch (error) {
        return `it threw ${String(error).slice(0, 300)}`;
      }
    },
    async close() {},
  };
}

function envelope(parts: Recipe): Recipe {
  const given = parts as Readonly<Record<string, Recipe>>;
  return {
    jobKey: '1',
    type: JOB_TYPE,
    processInstanceKey: '2',
    processDefinitionId: 'order',
    processDefinitionKey: '3',
    elementId: 'send',
    elementInstanceKey: '4',
    tenantId: '<default>',
    retries: 3,
    customHeaders: given['headers'] ?? {},
    variables: given['variables'] ?? {},
  };
}

/** None where the engine's answer could not be read: that is the worker's to tell. */
function jobsOf(text: string): readonly ActivatedJob[] {
  try {
    return parseActivatedJobs(parseJson(text), { type: JOB_TYPE, maxJobs: 1 }).jobs;
  } catch {
    return [];
  }
}

async function handled(job: ActivatedJob, connections: EndpointConnections): Promise<Handled> {
  let now = 0;
  const sleep = async (ms: number) => {
    now += ms;
  };
  const world = { now: () => now, wallClock: () => 1_800_000_000_000, sleep, random: () => 0.5 };
  const sender = createSender({
    targets: { allowedEndpoints: [ALLOWED] },
    credentials: async (wanted) =>
      wanted.kind === 'static'
        ? wanted
        : {
            accessKeyId: CANARIES.machineKey,
            secretAccessKey: CANARIES.machineToken,
            sessionToken: CANARIES.machineToken,
          },
    world,
    connections,
  });
  const secrets = environmentSecrets({ SECRET_A: CANARIES.secret, SECRET_B: CANARIES.shortSecret }, 'SECRET_');
  const send = createSendForJob({
    sender,
    namespace: namedByOperator('fuzz'),
    lateReruns: new LateReruns(silentLog, 60_000),
  });
  return handleJob(createSqsConnector({ send, defaultChainAllowed: true }), job, 60_000, {
    world,
    secrets,
    secretsInMessages: [],
    updateTimeout: async () => {},
  });
}

function judged(outcome: Handled, targets: readonly URL[]): Verdict {
  if (!OUTCOMES.includes(outcome.kind)) return `it became ${outcome.kind}`;
  const astray = targets.find(({ protocol, hostname, origin }) => {
    const isAws = protocol === 'https:' && /\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.test(hostname);
    return !isAws && origin !== ALLOWED;
  });
  if (astray) return `it asked ${astray.origin}`;
  const leaked = canariesIn(stringifyJson(outcome as never));
  if (leaked.length > 0) return `it tells ${leaked.join()}`;
  if (outcome.kind !== 'failed') return undefined;
  const { retries, told, message, backoffMs = 0 } = outcome;
  if (told?.code === 'UNEXPECTED') return `it failed as a defect: ${message.slice(0, 300)}`;
  if (!Number.isInteger(retries) || retries < 0) return `it asks for ${retries} retries`;
  if (!Number.isSafeInteger(backoffMs)) return `it asks for a pause of ${backoffMs} ms`;
  if (message.length > 6000) return `its message has ${message.length} characters`;
  const isRefused = targets.length === 0 && !NOT_ITS_DATA.includes(told?.code);
  return isRefused && retries > 0 ? `${told?.code} leaves ${retries} retries` : undefined;
}
