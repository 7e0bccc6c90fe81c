import { ExactNumber } from '@camunda-sqs-connector/feel/json';
import { z } from 'zod';

/** A text. As in the official connector, a number or boolean is taken as its text, and a list of one as its only entry. */
export function text(expectation: string) {
  return z.preprocess(asText, z.string({ error: expectation }));
}

/** A text that may be missing; null and an empty text count as missing. */
export function optionalText(expectation: string) {
  return z.preprocess((value) => {
    const known = asText(value);
    return known === null || known === '' ? undefined : known;
  }, z.string({ error: expectation }).optional());
}

function asText(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 1) return asText(value[0]);
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof ExactNumber) return String(value);
  return value;
}
