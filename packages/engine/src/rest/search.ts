import { isJsonObject, type JsonObject, type JsonValue } from '@camunda-sqs-connector/feel/json';

const DEFAULT_LIMIT = 100;

/** Answers a search: the items that fit the filter, sorted, a page of them. */
export function searchAnswer(items: Iterable<JsonObject>, body: JsonObject): JsonObject {
  const filter = Object.entries(objectOf(body['filter']));
  const found = [...items].filter((item) => filter.every(([name, wanted]) => fits(item[name] ?? null, wanted)));
  for (const sort of listOf(body['sort']).map(objectOf).reverse()) {
    const field = String(sort['field'] ?? '');
    const direction = String(sort['order'] ?? 'ASC').toUpperCase() === 'DESC' ? -1 : 1;
    found.sort((a, b) => direction * order(a[field] ?? null, b[field] ?? null));
  }
  const { from = 0, limit = DEFAULT_LIMIT } = objectOf(body['page']);
  const start = Number(from);
  return {
    items: found.slice(start, start + Number(limit)),
    page: { totalItems: found.length, hasMoreTotalItems: false },
  };
}

/** A value, or an object of operators: `{ "$in": ["ACTIVE"] }`. */
function fits(value: JsonValue, wanted: JsonValue): boolean {
  if (!isJsonObject(wanted)) return String(value) === String(wanted);
  return Object.entries(wanted).every(([operator, operand]) => {
    switch (operator) {
      case '$eq':
        return String(value) === String(operand);
      case '$neq':
        return String(value) !== String(operand);
      case '$in':
        return listOf(operand).map(String).includes(String(value));
      case '$exists':
        return (value !== null) === (operand === true);
      case '$like':
        return likePattern(String(operand)).test(String(value));
      default:
        return false;
    }
  });
}

/** `*` stands for any text, `?` for one character. */
function likePattern(text: string): RegExp {
  const escaped = text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

function order(a: JsonValue, b: JsonValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [String(a), String(b)];
  // Keys are texts of digits: the longer one is the larger one.
  if (/^\d+$/.test(x) && /^\d+$/.test(y)) return x.length - y.length || (x < y ? -1 : Number(x > y));
  return x < y ? -1 : Number(x > y);
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}
