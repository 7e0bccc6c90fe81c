import {
  type ActivatedJob,
  environmentSecrets,
  handleJob,
  type JobKey,
  type Outcome,
  silentLog,
} from '@camunda-sqs-connector/runtime';
import { type Asked, type Scripted, startScriptedServer } from '../../runtime/test/scripted-server.ts';
import { LateReruns } from '../src/deduplication/late-reruns.ts';
import { type Namespace, namedByOperator } from '../src/deduplication/namespace.ts';
import { createSendForJob } from '../src/deduplication/send-for-job.ts';
import { createCredentialSource, type ProviderChain } from '../src/sending/credentials.ts';
import { md5OfBody } from '../src/sending/md5.ts';
import { createSender } from '../src/sending/sender.ts';
import { createSqsConnector } from '../src/sqs-connector.ts';
import { inputs } from './requests.ts';

/** How often a message was tried, and what was different about the second try. */
export type Tries = 'none' | 'one' | 'many' | 'another with the corrected clock' | 'another with fresh credentials';

/** What a test says of a job; the rest is a job that succeeds. */
export interface JobCase {
  readonly queue?: Record<string, unknown>;
  readonly inputs?: Record<string, unknown>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What SQS answers. @default the message's id */
  readonly answer?: (asked: Asked) => Scripted;
  /** AWS's provider chain. @default one that gives another session token when it is asked for a fresh one */
  readonly chain?: ProviderChain;
  /** @default 10_000 */
  readonly timeLeftMs?: number;
  /** @default 'test' */
  readonly namespace?: Namespace;
}

/** What became of a job, and what SQS was asked meanwhile. */
export interface Handled {
  readonly outcome: Outcome;
  readonly tries: Tries;
  readonly asked: readonly Asked[];
}

/** Keys come from the provider chain, so that fresh ones can be had. */
const CHAIN = { type: 'defaultCredentialsChain' };
const KEYS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
/** Years before the date that the server puts into its answers. */
const WRONG_CLOCK = Date.parse('2020-01-01T00:00:00Z');

export const refusal = (code: string, status = 400, message = 'no') => ({
  status,
  body: JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message }),
});

export function success({ body }: Asked): Scripted {
  const md5 = md5OfBody(JSON.parse(body).MessageBody);
  return { status: 200, body: JSON.stringify({ MessageId: 'm-1', MD5OfMessageBody: md5 }) };
}

/** Handles a job with the real connector against a server on loopback, in a world whose time passes only in pauses. */
export async function handleOne(job: JobCase): Promise<Handled> {
  const server = await startScriptedServer(job.answer ?? success);
  let now = 0;
  const sleep = async (ms: number) => {
    now += ms;
  };
  const world = { now: () => now, wallClock: () => WRONG_CLOCK, sleep, random: () => 0.5 };
  const sender = createSender({
    targets: { endpointOverride: server.address, allowedEndpoints: [] },
    credentials: createCredentialSource(async () => job.chain ?? countingChain()),
    world,
  });
  const namespace = job.namespace ?? namedByOperator('test');
  const send = createSendForJob({ sender, namespace, lateReruns: new LateReruns(silentLog, 60_000) });
  const connector = createSqsConnector({ send, defaultChainAllowed: true });
  const secrets = environmentSecrets({ SECRET_KEY: 'hidden', SECRET_OTHER: '{{secrets.KEY}}' }, 'SECRET_');
  const surroundings = { world, secrets, secretsInMessages: [], updateTimeout: async () => {} };
  const outcome = await handleJob(connector, activated(job), job.timeLeftMs ?? 10_000, surroundings);
  await sender.close();
  await server.stop();
  if (outcome.kind === 'gone') throw new Error(outcome.reason);
  return { outcome, tries: triesOf(server.asked), asked: server.asked };
}

function countingChain(): ProviderChain {
  let fresh = 0;
  return async ({ forceRefresh }) => {
    if (forceRefresh) fresh++;
    return { ...KEYS, sessionToken: `token-${fresh}` };
  };
}

function activated({ queue = {}, inputs: others = {}, headers = {} }: JobCase): ActivatedJob {
  return {
    key: '1' as JobKey,
    type: 'io.camunda:aws-sqs:1',
    processInstanceKey: '2',
    processDefinitionId: 'order',
    processDefinitionKey: '3',
    elementId: 'send',
    elementInstanceKey: '4',
    tenantId: '<default>',
    retries: 3,
    customHeaders: headers,
    variables: inputs(queue, { authentication: CHAIN, ...others }) as ActivatedJob['variables'],
  };
}

function triesOf([first, second, ...others]: readonly Asked[]): Tries {
  if (!first) return 'none';
  if (!second) return 'one';
  const isOther = (header: string) => first.headers[header] !== second.headers[header];
  if (others.length === 0 && isOther('x-amz-security-token')) return 'another with fresh credentials';
  if (others.length === 0 && isOther('x-amz-date')) return 'another with the corrected clock';
  return 'many';
}
