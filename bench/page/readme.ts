import { phraseOf } from './families.ts';
import { beside, greatest, USUAL, underFullLoad } from './lookups.ts';
import type { Measured } from './measured.ts';
import { shown, shownFigure } from './numbers.ts';

const BEGIN = '<!-- performance -->';
const END = '<!-- /performance -->';

/** The README with the performance's section between its markers: nothing there while nothing was measured. */
export function readmeWith(measured: Measured, readme: string): string {
  const [before, rest, ...more] = readme.split(BEGIN);
  const [, after, ...others] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0)
    throw new Error(`README.md has to hold ${BEGIN} and ${END} once`);
  const section = sectionOf(measured);
  return `${before}${BEGIN}\n${section === undefined ? '' : `\n${section}\n\n`}${END}${after}`;
}

function sectionOf({ cluster }: Measured): string | undefined {
  const cpu = greatest(underFullLoad(cluster, 'workerCpuMs'));
  const requests = cpu && beside(cluster, cpu, { measure: 'sqsRequestsPerMessage' });
  const memory = greatest(underFullLoad(cluster, 'residentMbLoad'));
  if (!cluster || !cpu) return undefined;
  const usual = beside(cluster, cpu, { candidate: USUAL });
  const ratio = usual ? `; ${shown(usual.median / cpu.value.median)} times that with Camunda’s and AWS’s SDKs` : '';
  const figures = [
    `**${shownFigure(cpu.value, 'ms')}** of CPU a message in the worker${ratio}`,
    ...(requests ? [`**${shownFigure(requests)}** requests to SQS a message`] : []),
    ...(memory ? [`**${shownFigure(memory.value, 'MB')}** of memory under load`] : []),
  ];
  return `## What it takes

${figures.map((figure) => `- ${figure}`).join('\n')}

Measured on a real engine (${phraseOf(cpu.situation)}), ${cluster.rounds} rounds, medians with 95 % intervals. Goals, sizing, and how it
was measured: [docs/performance.md](docs/performance.md).`;
}
