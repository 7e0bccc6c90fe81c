import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  stringifyJson,
} from '@camunda-sqs-connector/feel/json';
import type { BatchFault } from './faults.ts';
import type { UpstreamAnswer } from './pass-on.ts';
import type { WireRequest } from './signature.ts';

/** Lets some entries of a request with several messages go wrong. @param passOn asks SQS */
export async function goWrongInParts(
  fault: BatchFault,
  request: WireRequest,
  passOn: (request: WireRequest) => Promise<UpstreamAnswer>,
): Promise<UpstreamAnswer> {
  if (fault.kind === 'entriesFail') return failEverySecond(fault, request, passOn);
  const answer = await passOn(request);
  const content = objectOf(answer.body);
  const [first, ...others] = entriesOf(content['Successful']);
  if (!first) return answer;
  const changed = {
    entryMissing: others,
    entriesReversed: [first, ...others].reverse(),
    entryWrongMd5: [{ ...first, MD5OfMessageBody: '0'.repeat(32) }, ...others],
  }[fault.kind];
  return { ...answer, body: bodyOf({ ...content, Successful: changed }) };
}

async function failEverySecond(
  { code, senderFault }: Extract<BatchFault, { kind: 'entriesFail' }>,
  request: WireRequest,
  passOn: (request: WireRequest) => Promise<UpstreamAnswer>,
): Promise<UpstreamAnswer> {
  const input = objectOf(request.body);
  const entries = entriesOf(input['Entries']);
  const fails = entries.filter((_, index) => index % 2 === 0);
  const passes = entries.filter((_, index) => index % 2 === 1);
  const answer = await passOn({ ...request, body: bodyOf({ ...input, Entries: passes }) });
  if (answer.status !== 200) return answer;
  const content = objectOf(answer.body);
  const failed = fails.map(({ Id = '' }) => ({ Id, Code: code, Message: 'by the proxy', SenderFault: senderFault }));
  return { ...answer, body: bodyOf({ ...content, Failed: [...entriesOf(content['Failed']), ...failed] }) };
}

function objectOf(body: Buffer): JsonObject {
  const value = parseJson(body.toString());
  return isJsonObject(value) ? value : {};
}

function entriesOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter(isJsonObject) : [];
}

function bodyOf(content: JsonObject): Buffer {
  return Buffer.from(stringifyJson(content));
}
