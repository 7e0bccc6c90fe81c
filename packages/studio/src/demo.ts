import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type Ending,
  type EngineRecord,
  type InterceptedRequest,
  startTestbed,
  type Testbed,
} from '@camunda-sqs-connector/testing';

/** Thrown for what a person can correct: told in one message. */
class DemoFailure extends Error {}

interface DemoOptions {
  readonly model: string;
  readonly variables: string;
  readonly secrets: Readonly<Record<string, string>>;
}

const EXAMPLE = fileURLToPath(new URL('../../../examples/order.bpmn', import.meta.url));
const EXAMPLE_VARIABLES = JSON.stringify({ order: { id: 'o-1', item: 'coffee ☕', amount: 2 } });
const DEMO_SECRETS = { AWS_ACCESS_KEY: 'demo-access-key', AWS_SECRET_KEY: 'demo-secret-key' };

/** Runs a process that sends a message, on the embedded engine and queue, and tells what happens. @returns the exit code */
export async function demo(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    const xml = read(options.model);
    const testbed = await startTestbed({
      secrets: options.secrets,
      engineListener: tellJob,
      intercept: tellSend,
      skipWaits: true,
    });
    try {
      return await tell(testbed, options, xml);
    } finally {
      await testbed.stop();
    }
  } catch (error) {
    console.error(`The demo stops: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

function tellJob(record: EngineRecord): void {
  if (record.kind !== 'job') return;
  const { type, retries } = record.job;
  if (record.event === 'ACTIVATED') console.log(`The connector takes the job of type ${type}.`);
  if (record.event === 'COMPLETED') console.log('It completes the job.');
  if (record.event === 'ERROR_THROWN') console.log('It throws a BPMN error.');
  if (record.event === 'FAILED') console.log(`It fails the job; ${retries} retries are left.`);
}

/** Tells of messages that go out. Nothing goes wrong with them. */
function tellSend({ action, queueName, input }: InterceptedRequest): undefined {
  const to = `to ${String(input['QueueUrl'])}: here that is the queue ${queueName}.`;
  if (action === 'SendMessage') console.log(`It sends a message ${to}`);
  const { Entries: entries } = input;
  if (action === 'SendMessageBatch' && Array.isArray(entries)) {
    console.log(`It sends ${entries.length} messages in one request ${to}`);
  }
}

async function tell(testbed: Testbed, { model, variables }: DemoOptions, xml: string): Promise<number> {
  console.log(
    `An embedded engine listens at ${testbed.engine.address}, an embedded queue server at ${testbed.queue.endpoint}.`,
  );
  testbed.queue.createQueue('orders');
  testbed.queue.createQueue('orders.fifo');
  console.log('Queues are mapped by the last part of their URL, and made on demand; there are orders and orders.fifo.');
  const { processIds } = await testbed.deploy(basename(model), xml);
  const [processId = ''] = processIds;
  console.log(`Deployed ${basename(model)}: process ${processIds.join(', ')}.`);
  console.log('Timers and the pauses before retries take no time here.');
  console.log(`Started an instance of ${processId} with ${variables}.`);
  const ending = await testbed.run(processId, variables);
  printMessages(testbed);
  return printEnding(ending);
}

function printMessages({ queue }: Testbed): void {
  for (const name of queue.queueNames()) {
    for (const { messageId, body, attributes, groupId, deduplicationId } of queue.peek(name)) {
      console.log(`\nA message lies in the queue ${name}:`);
      console.log(`  id          ${messageId}`);
      if (groupId !== undefined) console.log(`  group       ${groupId}`);
      if (deduplicationId !== undefined) console.log(`  dedup. id   ${deduplicationId}`);
      console.log(`  body        ${body}`);
      for (const [key, { dataType, value }] of Object.entries(attributes))
        console.log(`  attribute   ${key} = ${value} (${dataType})`);
    }
  }
}

function printEnding(ending: Ending): number {
  if (ending.kind === 'incident') {
    console.error(`\nIncident ${ending.errorType} at the element ${ending.elementId}:\n  ${ending.errorMessage}`);
    return 1;
  }
  if (ending.kind === 'terminated') {
    console.error('\nThe instance was cancelled.');
    return 1;
  }
  console.log('\nThe instance is completed. Its variables:');
  for (const [name, value] of ending.variables) console.log(`  ${name} = ${value}`);
  return 0;
}

function parseOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { model: { type: 'string' }, variables: { type: 'string' }, secret: { type: 'string', multiple: true } },
  });
  const own = (values.secret ?? []).map((pair) => {
    const [name = '', ...value] = pair.split('=');
    if (name === '' || value.length === 0) throw new DemoFailure('--secret expects NAME=VALUE');
    return [name, value.join('=')] as const;
  });
  return {
    model: values.model ?? EXAMPLE,
    variables: parseVariables(values.variables ?? (values.model === undefined ? EXAMPLE_VARIABLES : '{}')),
    secrets: { ...DEMO_SECRETS, ...Object.fromEntries(own) },
  };
}

/** The text itself reaches the engine, so that numbers keep their digits. */
function parseVariables(given: string): string {
  const text = given.startsWith('@') ? read(given.slice(1)) : given;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return text;
  } catch {
    // Told below, as any other text that is no object.
  }
  throw new DemoFailure(`--variables expects a JSON object, or @ and a file with one, but got: ${given}`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new DemoFailure(
      `the file ${file} cannot be read (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
