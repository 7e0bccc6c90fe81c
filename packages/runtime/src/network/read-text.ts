import type { Dispatcher } from 'undici';

/**
 * An answer's text, as long as it is no longer than it may be. What comes is never unpacked: a compressed answer is read as it is.
 *
 * @throws RangeError where more comes; the connection is closed then
 */
export async function readText(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop by an error destroys the body, and with it the connection on which the rest would come.
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new RangeError(`its answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
}
