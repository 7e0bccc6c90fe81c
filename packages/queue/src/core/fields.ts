import { invalid, missing, SqsError } from './sqs-error.ts';

/** A request's or an answer's fields, as JSON gives them. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws SqsError */
export function requiredText(input: Fields, name: string): string {
  const value = input[name];
  if (value === undefined || value === null || value === '') throw missing(name);
  if (typeof value !== 'string') throw new SqsError('SerializationException', `${name} must be a text.`);
  return value;
}

/** @throws SqsError where it is no whole number within the bounds */
export function wholeNumber(input: Fields, name: string, least: number, most: number): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalid(name, value, `Must be between ${least} and ${most}, if provided.`);
}

export function texts(input: Fields, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The entries of a batch, each with an id of its own. @throws SqsError */
export function batchEntries(input: Fields, most: number): readonly (Fields & { readonly Id: string })[] {
  const entries = Array.isArray(input['Entries']) ? input['Entries'].filter(isFields) : [];
  if (entries.length === 0)
    throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > most) {
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${most}. You have sent ${entries.length}.`,
    );
  }
  const identified = entries.map((entry) => ({ ...entry, Id: requiredText(entry, 'Id') }));
  for (const { Id } of identified) {
    if (/^[A-Za-z0-9_-]{1,80}$/.test(Id)) continue;
    const reason =
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.';
    throw new SqsError('InvalidBatchEntryId', reason);
  }
  const ids = identified.map(({ Id }) => Id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw new SqsError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
  return identified;
}
