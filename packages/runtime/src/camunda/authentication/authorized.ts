import type { Authorization } from './authorization.ts';

/** A request with its authorization. A token may have been withdrawn before its end: then a new one is tried once. */
export async function authorized<Answer extends { readonly status: number }>(
  authorization: Authorization,
  send: (header: string | undefined) => Promise<Answer>,
): Promise<Answer> {
  const header = await authorization.header();
  const answer = await send(header);
  if (answer.status !== 401 || header === undefined || !authorization.refused(header)) return answer;
  return send(await authorization.header());
}
