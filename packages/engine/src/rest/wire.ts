import { ExactNumber, isJsonObject, type JsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';

/** Which release's way of writing answers is followed. 8.6 has numbers as keys, and calls a job's key `key`. */
export type Behaviour = '8.8' | '8.6';

/** An answer, written in the shape of 8.8, in the shape of the release. Documents of the user are left as they are. */
export function toWire(content: JsonValue, behaviour: Behaviour): JsonValue {
  return behaviour === '8.8' ? content : asIn86(content);
}

const DOCUMENTS = new Set(['variables', 'customHeaders']);
/** What a job has since 8.8 only. */
const NEW_IN_JOBS = new Set(['kind', 'listenerEventType']);

function asIn86(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(asIn86);
  if (!isJsonObject(value)) return value;
  const isJob = 'customHeaders' in value;
  const known = Object.entries(value).filter(([name]) => !(isJob && NEW_IN_JOBS.has(name)));
  const entries = known.map(([name, item]) => {
    if (DOCUMENTS.has(name)) return [name, item] as const;
    const isKey = name.endsWith('Key') && typeof item === 'string' && /^\d+$/.test(item);
    return [name === 'jobKey' && isJob ? 'key' : name, isKey ? numberOf(item) : asIn86(item)] as const;
  });
  return Object.fromEntries(entries) as JsonObject;
}

/** Beyond 2^53 a double would lose digits. */
function numberOf(key: string): JsonValue {
  const double = Number(key);
  return Number.isSafeInteger(double) ? double : new ExactNumber(key);
}
