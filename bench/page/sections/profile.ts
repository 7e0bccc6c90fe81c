import { table } from '../../../packages/connector/src/markdown.ts';
import type { Profile } from '../measured.ts';
import { percent } from '../numbers.ts';
import { notMeasured } from './not-measured.ts';

export function profileSection(profile: Profile | undefined): string {
  if (!profile) return `## Where the time goes\n\n${notMeasured('bench:profile')}`;
  const { load, rows, rest } = profile;
  const sorted = [...rows].sort((a, b) => b.share - a.share);
  return `## Where the time goes

What takes more than 3 % of the worker’s CPU (${load}), and why it is needed:

${table(
  ['What', 'Share', 'Why'],
  sorted.map(({ what, share, why }) => [what, percent(share), why]),
)}

All else together: ${percent(rest)}.`;
}
