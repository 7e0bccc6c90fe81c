import { isJsonObject, type JsonObject, type JsonValue, setOwn } from '@camunda-sqs-connector/feel/json';

/** Replaces confidential values in texts that leave the process. */
export interface Mask {
  text(text: string): string;
  value(value: JsonValue): JsonValue;
}

/**
 * Hides the values in each form in which a message may quote them: raw, in JSON, in a URL, in base64. Blank values are left
 * alone: they are no secret, and hiding them would leave no readable text.
 */
export function maskOf(confidential: readonly string[]): Mask {
  const forms = new Set(confidential.filter((value) => value.trim() !== '').flatMap(formsOf));
  // Longer forms first: a value that contains another must not leave its rest behind.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  const text = (original: string) => ordered.reduce((masked, form) => masked.replaceAll(form, '***'), original);
  const value = (original: JsonValue): JsonValue => {
    if (typeof original === 'string') return text(original);
    if (Array.isArray(original)) return original.map(value);
    if (!isJsonObject(original)) return original;
    const result: Record<string, JsonValue> = {};
    for (const [key, item] of Object.entries(original)) setOwn(result, text(key), value(item));
    return result;
  };
  return { text, value };
}

function formsOf(value: string): string[] {
  const wellFormed = value.toWellFormed();
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(wellFormed),
    Buffer.from(value).toString('base64'),
    Buffer.from(value).toString('base64url'),
  ];
}

/** The texts in and below the dotted paths of an object. */
export function textsAt(variables: JsonObject, paths: readonly string[]): readonly string[] {
  const texts = (value: JsonValue | undefined): string[] => {
    if (typeof value === 'string') return [value];
    if (Array.isArray(value)) return value.flatMap(texts);
    return isJsonObject(value) ? Object.values(value).flatMap(texts) : [];
  };
  return paths.flatMap((path) => {
    let value: JsonValue | undefined = variables;
    for (const key of path.split('.'))
      value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return texts(value);
  });
}
