import type { Run } from '../evaluate/run.ts';
import { RunFailure } from '../evaluate/run.ts';
import type { ParsedPattern, Pattern } from './pattern.ts';

export interface Match {
  readonly start: number;
  readonly end: number;
  /** The text of each group, from 1 on; undefined where it took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** @param from the place from which on it looks */
export type Finder = (from: number) => Match | undefined;

/** Where groups begin and end, two numbers a group; -1 where a group took no part. */
type Captures = readonly number[];
type Continue = (at: number, captures: Captures) => boolean;
type Matcher = (at: number, captures: Captures, next: Continue) => boolean;

/** Places are copied about so much faster than characters are matched, as a power of two. */
const CAPTURES_PER_STEP = 4;
/** What the matching of groups may nest; Java overflows its stack at about as much. */
const MAX_NESTING = 3000;

/**
 * Finds the first match at or after a place. It goes back and forth as Java does, but every try counts as a step of the run: a pattern
 * that explodes ends the run instead of the process. @throws RunFailure
 */
export function finderOf({ root, groups }: ParsedPattern, text: string, run: Run): Finder {
  const backtracking = new Backtracking(text, run);
  const matcher = backtracking.matcherOf(root);
  const none: Captures = Array.from({ length: 2 * groups }, () => -1);
  return (from) => {
    const match = firstMatch(matcher, none, text, from, run);
    backtracking.last = match?.end ?? 0;
    return match;
  };
}

function firstMatch(matcher: Matcher, none: Captures, text: string, from: number, run: Run): Match | undefined {
  for (let start = from; start <= text.length; start++) {
    run.step();
    let found: { readonly end: number; readonly captures: Captures } | undefined;
    matcher(start, none, (end, captures) => {
      found = { end, captures };
      return true;
    });
    if (!found) continue;
    const { end, captures } = found;
    const groupText = (index: number) => {
      const [open = -1, close = -1] = captures.slice(2 * index, 2 * index + 2);
      return open < 0 ? undefined : text.slice(open, close);
    };
    return { start, end, groups: Array.from({ length: none.length / 2 }, (_, index) => groupText(index)) };
  }
  return undefined;
}

class Backtracking {
  private readonly text: string;
  private readonly run: Run;
  /** Where the match before ended. */
  last = 0;
  private nesting = 0;

  constructor(text: string, run: Run) {
    this.text = text;
    this.run = run;
  }

  matcherOf(pattern: Pattern): Matcher {
    switch (pattern.kind) {
      case 'set':
        return (at, captures, next) => {
          const end = this.afterOne(pattern, at);
          return end >= 0 && next(end, captures);
        };
      case 'sequence':
        return this.sequence(pattern.parts.map((part) => this.matcherOf(part)));
      case 'choice': {
        const options = pattern.options.map((option) => this.matcherOf(option));
        return (at, captures, next) => options.some((option) => this.deeper(() => option(at, captures, next)));
      }
      case 'capture':
        return this.capture(pattern.index, this.matcherOf(pattern.of));
      case 'atomic':
        return this.once(this.matcherOf(pattern.of));
      case 'repeat':
        return this.repeat(pattern);
      case 'look':
        return this.look(pattern, this.matcherOf(pattern.of));
      case 'reference':
        return this.reference(pattern.index, pattern.ignoresCase);
      case 'anchor':
        return (at, captures, next) => {
          this.run.step();
          return pattern.holds(this.text, at, this.last) && next(at, captures);
        };
    }
  }

  /** The end of the character here if it belongs to the set, else -1. */
  private afterOne({ has }: Extract<Pattern, { kind: 'set' }>, at: number): number {
    this.run.step();
    const code = this.text.codePointAt(at);
    if (code === undefined || !has(code)) return -1;
    return at + (code > 0xffff ? 2 : 1);
  }

  private sequence(parts: readonly Matcher[]): Matcher {
    const from = (index: number, at: number, captures: Captures, next: Continue): boolean => {
      const part = parts[index];
      return part ? part(at, captures, (end, inner) => from(index + 1, end, inner, next)) : next(at, captures);
    };
    return (at, captures, next) => from(0, at, captures, next);
  }

  private capture(index: number, of: Matcher): Matcher {
    return (at, captures, next) =>
      this.deeper(() =>
        of(at, captures, (end, inner) => {
          this.run.step(inner.length >> CAPTURES_PER_STEP);
          const noted = [...inner];
          noted[2 * index - 2] = at;
          noted[2 * index - 1] = end;
          return next(end, noted);
        }),
      );
  }

  /** The first way that fits is the only one that is tried. */
  private once(of: Matcher): Matcher {
    return (at, captures, next) => {
      let found: readonly [end: number, captures: Captures] | undefined;
      of(at, captures, (end, inner) => {
        found = [end, inner];
        return true;
      });
      return found !== undefined && next(...found);
    };
  }

  private repeat(pattern: Extract<Pattern, { kind: 'repeat' }>): Matcher {
    const { of, least, most, mode } = pattern;
    const single = of.kind === 'set' ? this.repeatOne(of, least, most, mode) : undefined;
    if (single) return single;
    const one = this.matcherOf(of);
    const times = (count: number, at: number, captures: Captures, next: Continue): boolean =>
      this.deeper(() => {
        const again = () =>
          count < most &&
          one(at, captures, (end, inner) => (end > at || count < least) && times(count + 1, end, inner, next));
        if (count < least) return again();
        return mode === 'lazy' ? next(at, captures) || again() : again() || next(at, captures);
      });
    const matcher: Matcher = (at, captures, next) => times(0, at, captures, next);
    return mode === 'possessive' ? this.once(matcher) : matcher;
  }

  /** Repeated single characters need no recursion, so that a long text is no deep one. */
  private repeatOne(set: Extract<Pattern, { kind: 'set' }>, least: number, most: number, mode: string): Matcher {
    return (at, captures, next) => {
      const ends = [at];
      const grow = () => {
        const end = ends.length <= most ? this.afterOne(set, ends.at(-1) ?? at) : -1;
        if (end >= 0) ends.push(end);
        return end >= 0;
      };
      while (ends.length <= least) if (!grow()) return false;
      if (mode === 'lazy') {
        do if (next(ends.at(-1) ?? at, captures)) return true;
        while (grow());
        return false;
      }
      while (grow());
      if (mode === 'possessive') return next(ends.at(-1) ?? at, captures);
      for (let count = ends.length - 1; count >= least; count--) {
        this.run.step();
        if (next(ends[count] ?? at, captures)) return true;
      }
      return false;
    };
  }

  private look({ isAhead, isWanted }: Extract<Pattern, { kind: 'look' }>, of: Matcher): Matcher {
    const find = (at: number, captures: Captures): Captures | undefined => {
      let found: Captures | undefined;
      const starts = isAhead ? [at] : Array.from({ length: at + 1 }, (_, back) => at - back);
      for (const start of starts) {
        const fits = of(start, captures, (end, inner) => {
          if (!isAhead && end !== at) return false;
          found = inner;
          return true;
        });
        if (fits) return found;
      }
      return undefined;
    };
    return (at, captures, next) => {
      const found = find(at, captures);
      return (found !== undefined) === isWanted && next(at, isWanted && found ? found : captures);
    };
  }

  private reference(index: number, ignoresCase: boolean): Matcher {
    return (at, captures, next) => {
      this.run.step();
      const [open = -1, close = -1] = captures.slice(2 * index - 2, 2 * index);
      if (open < 0) return false;
      const wanted = this.text.slice(open, close);
      const found = this.text.slice(at, at + wanted.length);
      const isSame = ignoresCase ? found.toLowerCase() === wanted.toLowerCase() : found === wanted;
      return isSame && next(at + wanted.length, captures);
    };
  }

  private deeper(carryOut: () => boolean): boolean {
    this.run.step();
    if (++this.nesting > MAX_NESTING) throw new RunFailure('The pattern nests too deeply on this text.');
    try {
      return carryOut();
    } finally {
      this.nesting--;
    }
  }
}
