import { isJsonObject, type JsonValue, stringifyJson } from '@camunda-sqs-connector/feel/json';

/**
 * A JSON document in few characters: `{"$text": [["a", 1000000]]}` stands for a long text, `{"$raw": [["[", 100000], ["]", 100000]]}`
 * for characters that go into the document as they are, valid or not. All else is itself.
 */
export type Recipe = JsonValue;

/** The document's text. */
export function written(recipe: Recipe): string {
  if (Array.isArray(recipe)) return `[${recipe.map(written).join(',')}]`;
  if (!isJsonObject(recipe)) return stringifyJson(recipe);
  const { $text, $raw } = recipe;
  if (Array.isArray($text)) return JSON.stringify(repeated($text));
  if (Array.isArray($raw)) return repeated($raw);
  return `{${Object.entries(recipe)
    .map(([key, value]) => `${JSON.stringify(key)}:${written(value)}`)
    .join(',')}}`;
}

/** Texts, each so many times. */
export function repeated(parts: readonly JsonValue[]): string {
  return parts
    .map((part) => (Array.isArray(part) ? String(part[0]).repeat(Number(part[1] ?? 1)) : String(part)))
    .join('');
}
