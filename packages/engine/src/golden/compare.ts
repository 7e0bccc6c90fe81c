import { isDeepStrictEqual } from 'node:util';
import { ExactNumber, isJsonObject, type JsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';

export interface Difference {
  readonly what: string;
  readonly golden: JsonValue | undefined;
  readonly actual: JsonValue | undefined;
}

const WHOLE = ['instances', 'openIncidents', 'result', 'stepResults', 'counts', 'flows', 'scopes', 'log'];
const BY_ELEMENT = { jobs: 'element', incidents: 'element', elements: 'id' };

/** How a run differs from the golden one: in outcome, in element trees and scopes, and in the total order. Empty: it does not. */
export function compare(golden: JsonObject, actual: JsonObject): readonly Difference[] {
  const differences: Difference[] = [];
  const check = (what: string, a: JsonValue | undefined, b: JsonValue | undefined) => {
    if (!isDeepStrictEqual(a, b)) differences.push({ what, golden: a, actual: b });
  };
  for (const part of WHOLE) check(part, comparable(golden[part]), comparable(actual[part]));
  for (const [part, key] of Object.entries(BY_ELEMENT)) {
    const theirs = grouped(golden[part], key);
    const ours = grouped(actual[part], key);
    for (const id of new Set([...theirs.keys(), ...ours.keys()]))
      check(`${part} of ${id}`, theirs.get(id), ours.get(id));
  }
  const order = (part: JsonValue | undefined) =>
    (Array.isArray(part) ? (part as readonly JsonValue[]) : []).map((one) =>
      isJsonObject(one) ? (one['element'] ?? null) : null,
    );
  check('order of jobs', order(golden['jobs']), order(actual['jobs']));
  return differences;
}

function grouped(list: JsonValue | undefined, key: string): Map<string, JsonValue[]> {
  const groups = new Map<string, JsonValue[]>();
  for (const item of Array.isArray(list) ? (list as readonly JsonValue[]) : []) {
    const id = isJsonObject(item) ? String(item[key]) : '';
    groups.set(id, [...(groups.get(id) ?? []), comparable(item) ?? null]);
  }
  return groups;
}

/** Numbers by value; texts of incidents without the engine's warnings, which are FEEL's own matter. */
function comparable(value: JsonValue | undefined): JsonValue | undefined {
  if (value instanceof ExactNumber) return numberOf(value.text);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => comparable(item) ?? null);
  if (!isJsonObject(value)) return Object.is(value, -0) ? 0 : value;
  const { $number, errorMessage } = value;
  if (typeof $number === 'string') return numberOf($number);
  const entries = Object.entries(value).map(([key, item]) => [key, comparable(item) ?? null] as const);
  const text = typeof errorMessage === 'string' ? errorMessage.split(' The evaluation reported')[0] : undefined;
  return { ...Object.fromEntries(entries), ...(text !== undefined && { errorMessage: text }) };
}

/** Whole numbers by their digits, others as doubles. */
function numberOf(text: string): JsonValue {
  const double = Number(text);
  return /^-?\d+$/.test(text) && String(double) !== text ? `integer ${text}` : double;
}
