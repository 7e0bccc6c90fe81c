import type { Temporal } from '../temporal/types.ts';
import type { Decimal } from './decimal.ts';

/** What a range may begin and end with; both ends are of one kind. */
export type Point = Decimal | Temporal;

export class FeelRange {
  readonly start: Point;
  readonly end: Point;
  readonly includesStart: boolean;
  readonly includesEnd: boolean;

  constructor(start: Point, end: Point, includesStart: boolean, includesEnd: boolean) {
    this.start = start;
    this.end = end;
    this.includesStart = includesStart;
    this.includesEnd = includesEnd;
  }
}
