import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '@camunda-sqs-connector/feel/json';
import type { Message } from '../../request/send-request.ts';
import {
  type Answer,
  errorCode,
  type ParsedAnswer,
  parseObject,
  parseRefusal,
  parseSent,
  sendMessageFields,
} from '../send-message.ts';

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
  const content = parseObject(answer.text);
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
      code: errorCode(code) ?? refusal.code,
      message: typeof message === 'string' ? message : '',
    },
  };
}

function byId(entries: JsonValue | undefined): ReadonlyMap<string, JsonObject> {
  const list = Array.isArray(entries) ? (entries as readonly JsonValue[]).filter(isJsonObject) : [];
  return new Map(list.flatMap((entry) => (typeof entry['Id'] === 'string' ? [[entry['Id'], entry]] : [])));
}
