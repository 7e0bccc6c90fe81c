import { readMeasured } from './measured.ts';
import { performancePage } from './page.ts';
import { picturesOf } from './pictures/index.ts';
import { readmeWith } from './readme.ts';

/** A file of the documentation, and what it has to hold; undefined: there must be no such file. */
export type Page = readonly [file: string, text: string | undefined];

/**
 * All that follows from what was measured.
 *
 * @param folder the benchmarks', with a slash at its end
 * @throws where a missed goal has no remark
 */
export function performancePages(folder: URL, readme: string): readonly Page[] {
  const measured = readMeasured(folder);
  return [
    ['docs/performance.md', performancePage(measured)],
    ...picturesOf(measured).map(({ file, svg }): Page => [`docs/${file}`, svg]),
    ['README.md', readmeWith(measured, readme)],
  ];
}
