import { type JsonValue, parseJson } from '@camunda-sqs-connector/feel/json';
import { startQueueServer } from '@camunda-sqs-connector/queue';
import { ConnectorError, realWorld } from '@camunda-sqs-connector/runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOfBase64, numberProblem } from '../src/request/attribute-values.ts';
import { attributeBytes } from '../src/request/attributes.ts';
import { LIMITS } from '../src/request/limits.ts';
import { sendMessageInput } from '../src/sending/send-message.ts';
import { createSender } from '../src/sending/sender.ts';
import { inputs, requestOf, schema } from './requests.ts';

const seed = 20261126;
const json: fc.Arbitrary<JsonValue> = fc
  .jsonValue({ stringUnit: 'binary' })
  .map((value) => parseJson(JSON.stringify(value)));

/** The request, or the refusal's issues. Anything else is a defect. */
function parsed(queue: Record<string, unknown>, rest: Record<string, unknown> = {}) {
  try {
    const result = schema.safeParse(inputs(queue, rest));
    if (result.success) return { request: result.data };
    for (const issue of result.error.issues) {
      expect(issue.path.length).toBeGreaterThan(0);
      expect(issue.message).toMatch(/must|Must|holds|has a name|is too large/);
    }
    return { refused: true };
  } catch (error) {
    expect(error).toBeInstanceOf(ConnectorError);
    return { refused: true };
  }
}

describe('whatever is given:', () => {
  test('a body is sent as it is or as JSON, or the refusal names a field', () => {
    fc.assert(
      fc.property(json, (messageBody) => {
        const { request } = parsed({ messageBody });
        if (typeof messageBody === 'string' && request) expect(request.body).toBe(messageBody);
        else if (request) expect(parseJson(request.body)).toEqual(messageBody);
      }),
      { seed },
    );
  });

  test.each(['url', 'type', 'region', 'messageAttributes', 'messageGroupId', 'messageDeduplicationId', 'delaySeconds'])(
    '%s is taken, or the refusal names a field',
    (name) => {
      fc.assert(
        fc.property(json, (value) => {
          parsed({ [name]: value });
        }),
        { seed },
      );
    },
  );

  test.each(['authentication', 'configuration', 'awsCredential', 'queue'])('%s as a whole too', (name) => {
    fc.assert(
      fc.property(json, (value) => {
        parsed({}, { [name]: value });
      }),
      { seed },
    );
  });
});

describe('attributes', () => {
  const names = fc
    .stringMatching(/^[A-Za-z0-9_-]{1,20}(\.[a-z]{1,5})?$/)
    .filter((name) => !/^(aws|amazon)\./i.test(name));
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((value) => /^[ -~\u00a0-\ud7ff]+$/.test(value));
  const value = fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => ({ binary: Buffer.from(bytes).toString('base64') })),
    text.map((StringValue) => ({ StringValue, DataType: 'String.label' })),
  );

  let queue: Awaited<ReturnType<typeof startQueueServer>>;
  beforeAll(async () => {
    queue = await startQueueServer({ createQueuesOnDemand: true });
  });
  afterAll(() => queue.stop());

  test('of all kinds and names: the queue takes them, and both sides have the same checksum', async () => {
    const sender = createSender({
      targets: { endpointOverride: new URL(queue.endpoint), allowedEndpoints: [] },
      credentials: async () => ({ accessKeyId: 'A', secretAccessKey: 's' }),
      world: realWorld,
    });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, value, { minKeys: 1, maxKeys: 10 }), async (messageAttributes) => {
        const request = requestOf({ messageAttributes });
        const response = await sender.send(request, realWorld.now() + 60_000);
        expect(response.md5OfMessageAttributes).toMatch(/^[0-9a-f]{32}$/);
      }),
      { seed, numRuns: 60 },
    );
    await sender.close();
  });

  test.each([
    ['a text', { StringValue: 'é', DataType: 'String' }, 1 + 6 + 2],
    ['a number', 1.5, 1 + 6 + 3],
    ['bytes', { binary: 'AAEC' }, 1 + 6 + 3],
    ['a label', { BinaryValue: 'AA==', DataType: 'Binary.x' }, 1 + 8 + 1],
  ])('%s counts with name, type and value', (_name, attribute, bytes) => {
    const [parsedAttribute] = requestOf({ messageAttributes: { a: attribute } }).attributes;
    expect(parsedAttribute && attributeBytes(parsedAttribute)).toBe(bytes);
  });

  test('fill a message to the last byte, and not further', () => {
    const room = LIMITS.messageBytes - 'hello'.length - 'a'.length - 'Binary'.length;
    const of = (bytes: number) => ({ messageAttributes: { a: { binary: Buffer.alloc(bytes).toString('base64') } } });
    expect(requestOf(of(room)).attributes).toHaveLength(1);
    expect(() => requestOf(of(room + 1))).toThrow(`body and attributes take ${LIMITS.messageBytes + 1} bytes`);
  });
});

test.each([
  ['0', undefined],
  ['-0.0', undefined],
  ['+1', undefined],
  ['.5', undefined],
  ['5.', undefined],
  ['1e126', undefined],
  ['9.99e126', undefined],
  ['1e-128', undefined],
  ['0.00001e-123', undefined],
  ['100000000000000000000000000000000000000000', undefined],
  ['1e127', /between/],
  ['10e126', /between/],
  ['1e-129', /between/],
  ['1234567890123456789012345678901234567.8', undefined],
  ['1234567890123456789012345678901234567.89', /38 significant digits, but has 39/],
  ['', /must be a number/],
  ['.', /must be a number/],
  ['e5', /must be a number/],
  ['1 2', /must be a number/],
  ['0x10', /must be a number/],
  ['Infinity', /must be a number/],
])('the number %s', (given, problem) => {
  if (problem) expect(numberProblem(given)).toMatch(problem);
  else expect(numberProblem(given)).toBeUndefined();
});

test.each(['AQ==', 'AQ', 'AQI=', 'AQI', 'AQID', '', '+/+/'])('%j is base64', (given) => {
  expect(bytesOfBase64(given)).toEqual(Buffer.from(given, 'base64'));
});

test.each(['A', 'AB=', 'AQ===', 'AQ=I', 'AQI-', 'AQ ==', 'AR==', '='])('%j is not', (given) => {
  expect(bytesOfBase64(given)).toBeUndefined();
});

test.each([
  [{ delaySeconds: 5 }, 5],
  [{ delaySeconds: '900' }, 900],
  [{ delaySeconds: 0 }, 0],
  [{}, undefined],
])('%j goes to SQS as a delay of %j', (queue, DelaySeconds) => {
  expect(JSON.parse(sendMessageInput(requestOf(queue))).DelaySeconds).toBe(DelaySeconds);
});

test.each(['standard', 'fifo'])('a deduplication id goes along on a %s queue', (type) => {
  const request = requestOf({ type, messageGroupId: 'g', messageDeduplicationId: 'd' });
  expect(JSON.parse(sendMessageInput(request))).toMatchObject({ MessageGroupId: 'g', MessageDeduplicationId: 'd' });
});
