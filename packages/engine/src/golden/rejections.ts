import { parseModel } from '../model/parse-model.ts';
import { ModelRefused } from '../model/problems.ts';
import type { Difference } from './compare.ts';

/** A deployment and how the real engine answered it. */
export interface Rejection {
  readonly rejection: string;
  readonly status: number;
  readonly detail?: string;
}

/** How the answer to a deployment differs from the real engine's: in the status, and in which errors are told of which element. */
export async function checkRejection(
  { rejection, status, detail = '' }: Rejection,
  xml: string,
): Promise<readonly Difference[]> {
  const answer = await parseModel(xml, `${rejection}.bpmn`, '8.6').then(
    () => ({ status: 200, detail: '' }),
    (error: unknown) => {
      if (error instanceof ModelRefused) return { status: 400, detail: error.message };
      throw error;
    },
  );
  const differences: Difference[] = [];
  if (answer.status !== status) differences.push({ what: 'status', golden: status, actual: answer.status });
  const [theirs, ours] = [errorsOf(detail), errorsOf(answer.detail)];
  // Where the real engine answers by its XML reader or by an accident, there is no error to compare.
  const isTold = status === 200 || theirs.length > 0;
  if (isTold && JSON.stringify(theirs) !== JSON.stringify(ours))
    differences.push({ what: 'errors', golden: theirs, actual: ours });
  return differences;
}

/** Elements and errors. What a parser expected, and what else the engine supports, is told in each one's own words. */
function errorsOf(detail: string): readonly string[] {
  return detail
    .split('\n')
    .filter((line) => /^\s*(- )?(Element: |ERROR: )|- Element: |- ERROR: /.test(line))
    .map((line) => line.replace(/^.*?(Element|ERROR): /, '$1: '))
    .map((line) =>
      line.replace(/(failed to parse expression '.*?'): .*/, '$1').replace(/(currently not supported)\. .*/, '$1'),
    );
}
