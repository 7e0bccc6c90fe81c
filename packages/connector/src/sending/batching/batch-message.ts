import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  stringifyJson,
} from '@camunda-sqs-connector/feel/json';
import type { Message } from '../../request/send-request.ts';
import {
  type Answer,
  isErrorCode,
  type ParsedAnswer,
  parseRefusal,
  parseSent,
  sendMessageFields,
} from '../send-message.ts';

/** The action's name on the wire, and the protocol's content type: AWS JSON 1.0. */
export const SEND_BATCH_HEADERS = {
  'x-amz-target': 'AmazonSQS.SendMessageBatch',
  'content-type': 'application/x-amz-json-1.0',
} as const;

/** The body of a request with several messages to one queue. Each entry's id is its place. */
export function sendBatchInput(requests: readonly Message[]): string {
  const entries = requests.map((request, index) => ({ Id: String(index), ...sendMessageFields(request) }));
  return stringifyJson({ QueueUrl: requests[0]?.queue.url ?? '', Entries: entries });
}

/**
 * Each message's own outcome, in the order of the requests. What SQS says nothing of, and what it says of no message, counts as
 * unknown.
 */
export function parseBatchAnswer(answer: Answer, requests: readonly Message[]): readonly (() => ParsedAnswer)[] {
  if (answer.status !== 200) return requests.map(() => () => parseRefusal(answer));
  const content = objectOf(answer.text);
  const successful = byId(content?.['Successful']);
  const failed = byId(content?.['Failed']);
  return requests.map((request, index) => () => {
    const id = String(index);
    const refusal = failed.get(id);
    if (refusal !== undefined && !successful.has(id)) return refusedEntry(refusal, answer);
    return parseSent(successful.get(id), answer, request);
  });
}

function refusedEntry(entry: JsonObject, answer: Answer): ParsedAnswer {
  const { Code: code, Message: message, SenderFault: isSenders } = entry;
  const status = isSenders === false ? 500 : 400;
  const { refusal } = parseRefusal({ ...answer, status, text: '{}' });
  return {
    kind: 'refused',
    refusal: {
      ...refusal,
      code: isErrorCode(code) ? code : refusal.code,
      message: typeof message === 'string' ? message : '',
    },
  };
}

function objectOf(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function byId(entries: JsonValue | undefined): ReadonlyMap<string, JsonObject> {
  const list = Array.isArray(entries) ? (entries as readonly JsonValue[]).filter(isJsonObject) : [];
  return new Map(list.flatMap((entry) => (typeof entry['Id'] === 'string' ? [[entry['Id'], entry]] : [])));
}
