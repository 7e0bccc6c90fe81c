import type { Measured } from '../measured.ts';
import { cpuPicture } from './cpu.ts';
import { growthPicture } from './growth.ts';
import { latencyPicture } from './latency.ts';

interface Picture {
  /** From the folder of the page. */
  readonly file: string;
  readonly alternative: string;
  readonly svg: string | undefined;
}

/** The page's pictures; without an SVG where nothing was measured. */
export function picturesOf({ cluster }: Measured): readonly Picture[] {
  return [
    { file: 'performance/cpu.svg', alternative: 'Worker CPU a message', svg: cpuPicture(cluster) },
    { file: 'performance/latency.svg', alternative: 'Latency at low and high load', svg: latencyPicture(cluster) },
    {
      file: 'performance/growth.svg',
      alternative: 'Growth with queues, bodies and workers',
      svg: growthPicture(cluster),
    },
  ];
}
