import type { Measured } from '../measured.ts';
import { picturesOf } from '../pictures/index.ts';

/** Nothing where nothing was measured: the sections beside it say so. */
export function picturesSection(measured: Measured): readonly string[] {
  const drawn = picturesOf(measured).filter(({ svg }) => svg !== undefined);
  if (drawn.length === 0) return [];
  return ['## In pictures', ...drawn.map(({ file, alternative }) => `![${alternative}](${file})`)];
}
