import { ExactNumber } from '@camunda-sqs-connector/feel/json';
import { z } from 'zod';

/** How an input of a wrong type is told. The official runtime says `It Must be` before it. @param type the official one's name */
export function mustBe(type: string, expectation: string): string {
  return `Must be \`${type}\`: ${expectation}`;
}

/** A text that may be missing; null and an empty text count as missing. */
export function optionalText(expectation: string) {
  return z.preprocess((value) => {
    const known = asText(value);
    return known === null || known === '' ? undefined : known;
  }, z.string({ error: mustBe('String', expectation) }).optional());
}

/** A text that may be missing; null counts as missing, an empty text does not. */
export function textOrMissing(expectation: string) {
  return z.preprocess(
    (value) => asText(value) ?? undefined,
    z.string({ error: mustBe('String', expectation) }).optional(),
  );
}

/** As in the official connector a number or boolean is taken as its text, and a list of one as its only entry. */
function asText(value: unknown): unknown {
  const only = unwrapped(value);
  if (typeof only === 'number' || typeof only === 'boolean' || only instanceof ExactNumber) return String(only);
  return only;
}

/** As in the official connector a list of one is taken as its only entry. */
export function unwrapped(value: unknown): unknown {
  let inner = value;
  while (Array.isArray(inner) && inner.length === 1) [inner] = inner;
  return inner;
}
