import type { Measured } from './measured.ts';
import { figuresSection } from './sections/figures.ts';
import { goalsSection } from './sections/goals.ts';
import { methodSection } from './sections/method.ts';
import { officialSection } from './sections/official.ts';
import { picturesSection } from './sections/pictures.ts';
import { profileSection } from './sections/profile.ts';
import { sizingSection } from './sections/sizing.ts';
import { steadySection } from './sections/steady.ts';

const INTRODUCTION = `\
What a message costs, measured side by side with what one would otherwise run. All of it is written by \`npm run docs\` from the files that
the benchmarks leave in \`bench/results\`.`;

/**
 * The page of the documentation on performance, in Markdown.
 *
 * @throws where a missed goal has no remark
 */
export function performancePage(measured: Measured): string {
  return `${[
    '<!-- Written by `npm run docs` from bench/results. -->',
    '# Performance',
    INTRODUCTION,
    goalsSection(measured),
    ...picturesSection(measured),
    sizingSection(measured.cluster),
    figuresSection(measured),
    profileSection(measured.profile),
    steadySection(measured.steady),
    officialSection(measured.cluster),
    methodSection(measured),
  ].join('\n\n')}\n`;
}
