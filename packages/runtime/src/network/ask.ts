import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';

/** A request whose answer is a short text. */
export interface Question extends Pick<Dispatcher.DispatchOptions, 'headersTimeout' | 'bodyTimeout'> {
  readonly origin: string;
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** When the answer must be there, the wait for a connection included. */
  readonly withinMs: number;
  readonly maxAnswerBytes: number;
}

export interface TextAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Thrown when an answer is not there in time. */
export class AnswerLate extends Error {
  constructor(withinMs: number) {
    super(`its answer did not end within ${withinMs} ms`);
    this.name = 'AnswerLate';
  }
}

/** Thrown when an answer is longer than it may be. */
export class AnswerTooLong extends Error {
  constructor(maxBytes: number) {
    super(`its answer is longer than ${maxBytes} bytes`);
    this.name = 'AnswerTooLong';
  }
}

const utf8 = new TextDecoder();

/**
 * Asks once, and reads the whole answer; no redirect is followed, and what is compressed stays so. It goes without the stream and the
 * signal that undici's `request` makes for each: they cost more than a job's work.
 *
 * @throws AnswerLate, AnswerTooLong, whose connection is closed then, and the network's own errors
 */
export function ask(dispatcher: Dispatcher, question: Question): Promise<TextAnswer> {
  const { withinMs, maxAnswerBytes, headers, ...request } = question;
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let failure: Error | undefined;
    let answer: Omit<TextAnswer, 'text'> = { status: 0, headers: {} };
    const chunks: Buffer[] = [];
    let bytes = 0;

    const fail = (error: Error) => {
      clearTimeout(timer);
      failure ??= error;
      reject(failure);
      controller?.abort(failure);
    };
    const timer = setTimeout(() => fail(new AnswerLate(withinMs)), withinMs);

    dispatcher.dispatch(
      { ...request, headers },
      {
        onRequestStart(started) {
          controller = started;
          // It has waited for a connection for too long.
          if (failure) started.abort(failure);
        },
        onResponseStart(_, status, received) {
          answer = { status, headers: received };
        },
        onResponseData(_, chunk) {
          bytes += chunk.length;
          if (bytes > maxAnswerBytes) fail(new AnswerTooLong(maxAnswerBytes));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          clearTimeout(timer);
          resolve({ ...answer, text: utf8.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)) });
        },
        onResponseError: (_, error) => fail(error),
      },
    );
  });
}
