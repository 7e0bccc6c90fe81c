import { COMPLETES_ONLY, OURS, USUAL } from '../lookups.ts';

const ORDER: readonly string[] = [OURS, USUAL, COMPLETES_ONLY];

/** In which a candidate is drawn: the same in every picture. */
export function colourOf(candidate: string): number {
  const place = ORDER.indexOf(candidate);
  return place === -1 ? ORDER.length : place;
}

/** This connector first. */
export function inOrder(candidates: readonly string[]): readonly string[] {
  return [...candidates].sort((a, b) => colourOf(a) - colourOf(b));
}
