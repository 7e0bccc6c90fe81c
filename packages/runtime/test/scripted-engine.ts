import type { ActivatedJob, EngineError, JobKey } from '@camunda-sqs-connector/runtime';

type Poll = (jobs: readonly ActivatedJob[] | Error) => void;

/** An engine whose polls and answers are in the test's hands. */
export function scriptedEngine(refusals: (EngineError | undefined)[] = []) {
  const polls: { maxJobs: number; requestTimeoutMs: number; answer: Poll }[] = [];
  const answers: string[] = [];
  const messages: string[] = [];
  const waiting: (() => void)[] = [];
  const notify = () => {
    for (const wake of waiting.splice(0)) wake();
  };
  const note = async (text: string) => {
    answers.push(text);
    notify();
    const refusal = refusals.shift();
    if (refusal) throw refusal;
  };
  return {
    polls,
    answers,
    messages,
    notify,
    client: {
      activate: ({ maxJobs, requestTimeoutMs }: { maxJobs: number; requestTimeoutMs: number }) =>
        new Promise<readonly ActivatedJob[]>((resolve, reject) => {
          polls.push({
            maxJobs,
            requestTimeoutMs,
            answer: (jobs) => (jobs instanceof Error ? reject(jobs) : resolve(jobs)),
          });
          notify();
        }),
      complete: (key: JobKey) => note(`completed ${key}`),
      fail: (key: JobKey, { retries, errorMessage }: { retries: number; errorMessage: string }) => {
        messages.push(errorMessage);
        return note(`failed ${key} ${retries}`);
      },
      throwError: (key: JobKey, { errorMessage }: { errorMessage?: string }) => {
        if (errorMessage !== undefined) messages.push(errorMessage);
        return note(`error ${key}`);
      },
      updateTimeout: async () => {},
    },
    async until(condition: () => boolean): Promise<void> {
      while (!condition()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
