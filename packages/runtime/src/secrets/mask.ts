import { isJsonObject, type JsonObject, type JsonValue, setOwn } from '@camunda-sqs-connector/feel/json';

/** Replaces confidential values in texts that leave the process. */
export interface Mask {
  text(text: string): string;
  value(value: JsonValue): JsonValue;
}

/** Values shorter than this are hidden only where no letter or digit is beside them: else they would leave no readable word. */
const SHORT = 4;
const BESIDE = '[\\p{L}\\p{N}]';

/**
 * No job has so many keys, and no key is so long: only a job that wants to exhaust the memory. The forms of all of them would take
 * some gigabytes, so its texts are hidden as a whole.
 */
const MOST_VALUES = 1000;
const MOST_CHARACTERS = 100_000;
const HIDDEN_WHOLE = 'The text is hidden: the job has more or longer confidential values than can be looked for.';

/**
 * Hides the values in each form in which a message may quote them: raw, and as JSON, URLs, XML and base64 write them. Blank
 * values are left alone: they are no secret.
 *
 * @param confidential the values, or what gives them as soon as there is something to hide
 */
export function maskOf(confidential: readonly string[] | (() => readonly string[])): Mask {
  let hide: ((text: string) => string) | undefined;
  const text = (original: string) => {
    // Only failures are masked: most jobs need neither the values nor their forms.
    hide ??= hiderOf(typeof confidential === 'function' ? confidential() : confidential);
    return hide(original);
  };
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

function hiderOf(confidential: readonly string[]): (text: string) => string {
  const characters = confidential.reduce((sum, { length }) => sum + length, 0);
  if (confidential.length > MOST_VALUES || characters > MOST_CHARACTERS) return () => HIDDEN_WHOLE;
  const values = [...new Set(confidential.filter((value) => value.trim() !== ''))];
  const forms = new Set(values.filter((value) => value.length >= SHORT).flatMap(formsOf));
  // Longer forms first: a value that contains another must not leave its rest behind.
  const ordered = [...forms].filter((form) => form.length >= SHORT).sort((a, b) => b.length - a.length);
  const short = values.filter((value) => value.length < SHORT).map(aloneIn);
  return (text) => {
    const masked = ordered.reduce((rest, form) => rest.replaceAll(form, '***'), text);
    return short.reduce((rest, pattern) => rest.replace(pattern, '***'), masked);
  };
}

function aloneIn(value: string): RegExp {
  const escaped = value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<!${BESIDE})${escaped}(?!${BESIDE})`, 'gu');
}

function formsOf(value: string): string[] {
  const wellFormed = value.toWellFormed();
  const inJson = JSON.stringify(value).slice(1, -1);
  const inUrl = encodeURIComponent(wellFormed);
  return [
    value,
    inJson,
    // JSON inside JSON, and the slashes that some writers escape.
    JSON.stringify(inJson).slice(1, -1),
    inJson.replaceAll('/', '\\/'),
    inUrl,
    // As the hosts of URLs are written.
    value.toLowerCase(),
    // As AWS's signatures write what JavaScript leaves alone, as forms do, and as others write hexadecimal digits.
    inUrl.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
    new URLSearchParams({ '': wellFormed }).toString().slice(1),
    inUrl.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ...base64FormsOf(wellFormed),
  ];
}

/** Base64 of a text that begins anywhere in a longer one, as in `user:password`: three ways, without the digits that the neighbours share. */
function base64FormsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].flatMap((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const shared = (bytes.length + before) % 3 === 0 ? 0 : 1;
    const own = digits.slice(Math.ceil((before * 4) / 3), digits.length - shared);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
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
