import { expect } from 'vitest';
import { INPUTS, taskModel } from '../model.ts';
import { until } from '../until.ts';
import type { ReceivedMessage } from '../worlds/sqs-queues.ts';
import type { World } from '../worlds/world.ts';
import { canariesIn, PLAIN_CANARY } from './canaries.ts';
import type { ExpectedMessage, ExpectedVariables, Journey } from './journey.ts';

const QUEUE_ATTRIBUTES = {
  standard: {},
  fifo: {},
  'fifo, deduplicating by content': { ContentBasedDeduplication: 'true' },
} as const;

/** Runs a journey in a world and checks its end. @param id names the process and the queue: no two journeys share one */
export async function travel(journey: Journey, world: World, id: string): Promise<void> {
  const { queue = 'standard', variables = '{}' } = journey;
  const queueName = journey.queueName ?? (queue.startsWith('fifo') ? `${id}.fifo` : id);
  if (queue !== 'none') await world.createQueue(queueName, QUEUE_ATTRIBUTES[queue]);
  await world.deploy(modelOf(journey, id, queueName));
  const outcome = await world.outcomeOf(await world.start(id, variables));
  const { sent = [], ends } = journey;
  const atLeast = outcome.kind === 'completed' ? sent.length : 0;
  const messages = queue === 'none' ? [] : await messagesOf(world, queueName, atLeast);
  expect(messages).toHaveLength(sent.length);
  for (const [index, expected] of sent.entries()) expectMessage(messages[index], expected);
  const [first] = messages;
  if ('completed' in ends) {
    expect(outcome.kind === 'incident' ? outcome.errorMessage : outcome.kind).toBe('completed');
    expectVariables(outcome.variables, ends.completed, first);
  } else {
    if (outcome.kind !== 'incident') throw new Error('the process completed, and an incident was expected');
    expect(outcome.errorMessage).toMatch(withId(ends.incident, first));
    expectVariables(outcome.variables, ends.variables ?? {}, first);
  }
  const failures = journey.failures ?? ('completed' in ends ? 0 : 1);
  expect(outcome.failures.map(({ message }) => message)).toHaveLength(failures);
  const told = JSON.stringify([outcome, [...outcome.variables], messages]);
  expect(canariesIn(told)).toEqual([]);
  expect(told).not.toContain(PLAIN_CANARY);
}

/** What is delayed comes later: it is waited for. */
async function messagesOf(world: World, queue: string, expected: number): Promise<readonly ReceivedMessage[]> {
  const messages = [...(await world.messagesOf(queue))];
  if (messages.length >= expected) return messages;
  return until(`message ${expected} in ${queue}`, 10_000, async () => {
    messages.push(...(await world.messagesOf(queue)));
    return messages.length >= expected && messages;
  });
}

function modelOf(
  { model, inputs, allInputs, headers, retries, outputs }: Journey,
  id: string,
  queueName: string,
): string {
  const url = `https://sqs.eu-central-1.amazonaws.com/123456789012/${queueName}`;
  const all = allInputs ?? { ...INPUTS, 'queue.url': '<url>', ...inputs };
  const set = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const named = set.map(([name, source]) => [name, source.replaceAll('<url>', url).replaceAll('<queue>', queueName)]);
  const xml = model ?? taskModel(Object.fromEntries(named), headers, retries, id, undefined, outputs);
  return xml.replaceAll('<process>', id).replaceAll('<url>', url);
}

function expectMessage(message: ReceivedMessage | undefined, expected: ExpectedMessage): void {
  const { body, attributes, groupId, deduplicationId } = expected;
  if (body !== undefined) expectText(message?.body, body);
  if (groupId !== undefined) expect(message?.groupId).toBe(groupId);
  if (deduplicationId !== undefined) expectText(message?.deduplicationId, deduplicationId);
  if (attributes === undefined) return;
  expect(Object.keys(message?.attributes ?? {}).sort()).toEqual(Object.keys(attributes).sort());
  for (const [name, wanted] of Object.entries(attributes)) {
    const found = message?.attributes[name];
    expect(found?.DataType).toBe(wanted.DataType);
    if ('BinaryValue' in wanted) expect(found?.BinaryValue).toBe(wanted.BinaryValue);
    else expectText(found?.StringValue, wanted.StringValue);
  }
}

function expectVariables(
  variables: ReadonlyMap<string, string>,
  expected: ExpectedVariables,
  first: ReceivedMessage | undefined,
): void {
  for (const [name, value] of Object.entries(expected)) {
    const found = variables.get(name);
    if (value === undefined) expect([name, found]).toEqual([name, undefined]);
    // The id is put where the journey has its placeholder, rather than the reverse: it must be the whole id.
    else if (typeof value === 'string') expect(found).toBe(value.replaceAll('<id>', first?.messageId ?? ''));
    else expect(found).toMatch(withId(value, first));
  }
}

function withId({ source, flags }: RegExp, first: ReceivedMessage | undefined): RegExp {
  return new RegExp(source.replaceAll('<id>', first?.messageId ?? ''), flags);
}

function expectText(found: string | undefined, expected: string | RegExp): void {
  if (typeof expected === 'string') expect(found).toBe(expected);
  else expect(found).toMatch(expected);
}
