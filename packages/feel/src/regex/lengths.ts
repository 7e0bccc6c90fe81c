import type { Pattern } from './pattern.ts';

/**
 * Whether Java finds a largest length of what a pattern matches, as it asks of what it looks behind for. It finds none where a text is
 * referred to, and where something is repeated that has several ways to match. Plain repetitions are let pass, however long.
 */
export function hasLargestLength(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'sequence':
      return pattern.parts.every(hasLargestLength);
    case 'choice':
      return pattern.options.every(hasLargestLength);
    case 'capture':
    case 'atomic':
      return hasLargestLength(pattern.of);
    case 'repeat': {
      const isOptional = pattern.least === 0 && pattern.most === 1;
      return hasLargestLength(pattern.of) && (isOptional || pattern.mode === 'possessive' || hasOneWay(pattern.of));
    }
    case 'reference':
      return false;
    default:
      return true;
  }
}

function hasOneWay(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'sequence':
      return pattern.parts.every(hasOneWay);
    case 'choice':
      return false;
    case 'capture':
    case 'atomic':
      return hasOneWay(pattern.of);
    case 'repeat':
      return pattern.least === pattern.most && hasOneWay(pattern.of);
    default:
      return true;
  }
}
