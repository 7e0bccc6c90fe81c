import { RunFailure } from '../evaluate/run.ts';
import { kindOf } from '../values/kinds.ts';
import { comparePoints, isPoint } from '../values/ordering.ts';
import { FeelRange, type Point } from '../values/range.ts';
import type { Value } from '../values/value.ts';
import { type Builtin, builtin } from './define.ts';

type Operand = Point | FeelRange;
const POINTS = 'point1,point2';
const POINT_RANGE = 'point,range';
const RANGE_POINT = 'range,point';
const RANGES = 'range1,range2';

/** A relation between points and ranges of one kind, for each way in which its parameters may be called. */
function relation(
  name: string,
  signatures: readonly string[],
  holds: (a: Operand, b: Operand) => boolean | undefined,
): readonly Builtin[] {
  const call = ([a = null, b = null]: readonly Value[]) => {
    const [x, y] = [a instanceof FeelRange ? a.start : a, b instanceof FeelRange ? b.start : b];
    if (!isPoint(x) || !isPoint(y) || kindOf(x) !== kindOf(y)) return undefined;
    const value = holds(a as Operand, b as Operand);
    // The engine has no answer where a point stands for a range, not even null.
    if (value === undefined) throw new RunFailure(`Illegal arguments of function '${name}'`);
    return value;
  };
  return signatures.map((parameters) => builtin(name, parameters, call));
}

const isBefore = (a: Point, b: Point) => comparePoints(a, b) < 0;
const isSame = (a: Point, b: Point) => comparePoints(a, b) === 0;
const isRange = (value: Operand): value is FeelRange => value instanceof FeelRange;

/** A point is a range with one value. */
const asRange = (value: Operand): FeelRange => (isRange(value) ? value : new FeelRange(value, value, true, true));

function before(first: Operand, second: Operand): boolean {
  const [a, b] = [asRange(first), asRange(second)];
  return isBefore(a.end, b.start) || (isSame(a.end, b.start) && !(a.includesEnd && b.includesStart));
}

/** Whether it begins no earlier. */
const startsWithin = (inner: FeelRange, outer: FeelRange) =>
  isBefore(outer.start, inner.start) ||
  (isSame(outer.start, inner.start) && (outer.includesStart || !inner.includesStart));
const endsWithin = (inner: FeelRange, outer: FeelRange) =>
  isBefore(inner.end, outer.end) || (isSame(inner.end, outer.end) && (outer.includesEnd || !inner.includesEnd));
const haveSameStart = (a: FeelRange, b: FeelRange) => isSame(a.start, b.start) && a.includesStart === b.includesStart;
const haveSameEnd = (a: FeelRange, b: FeelRange) => isSame(a.end, b.end) && a.includesEnd === b.includesEnd;

function includes(outer: Operand, inner: Operand): boolean | undefined {
  if (!isRange(outer)) return undefined;
  if (isRange(inner)) return startsWithin(inner, outer) && endsWithin(inner, outer);
  // An end belongs to the range even if that begins behind it.
  const isEnd = (isSame(outer.start, inner) && outer.includesStart) || (isSame(outer.end, inner) && outer.includesEnd);
  return isEnd || (isBefore(outer.start, inner) && isBefore(inner, outer.end));
}

/** Only between two ranges. */
function ofRanges(holds: (a: FeelRange, b: FeelRange) => boolean) {
  return (a: Operand, b: Operand) => (isRange(a) && isRange(b) ? holds(a, b) : undefined);
}

const reaches = (a: FeelRange, b: FeelRange) =>
  isBefore(b.start, a.end) || (isSame(a.end, b.start) && a.includesEnd && b.includesStart);

/** Begins earlier, reaches into the other, and ends no later. */
function overlapsBefore(a: FeelRange, b: FeelRange): boolean {
  const isEarlier = isBefore(a.start, b.start) || (isSame(a.start, b.start) && a.includesStart && !b.includesStart);
  return isEarlier && reaches(a, b) && endsWithin(a, b);
}

/** Begins later, is reached by the other, and does not end before it. */
function overlapsAfter(a: FeelRange, b: FeelRange): boolean {
  const isLater = isBefore(b.start, a.start) || (isSame(a.start, b.start) && b.includesStart && !a.includesStart);
  const reachesBack = isBefore(a.start, b.end) || (isSame(b.end, a.start) && b.includesEnd && a.includesStart);
  const endsLater = isBefore(b.end, a.end) || (isSame(b.end, a.end) && (!b.includesEnd || a.includesEnd));
  return isLater && reachesBack && endsLater;
}

/** The range that a point stands in, on either side; a point alone belongs to an end that is included. */
function finishes(a: Operand, b: Operand): boolean | undefined {
  if (!isRange(b)) return undefined;
  return isRange(a) ? haveSameEnd(a, b) && startsWithin(a, b) : b.includesEnd && isSame(b.end, a);
}

function starts(a: Operand, b: Operand): boolean | undefined {
  if (!isRange(b)) return undefined;
  return isRange(a) ? haveSameStart(a, b) && endsWithin(a, b) : b.includesStart && isSame(b.start, a);
}

export const rangeFunctions: readonly Builtin[] = [
  ...relation('before', [POINTS, POINT_RANGE, RANGE_POINT, RANGES], before),
  ...relation('after', [POINTS, POINT_RANGE, RANGE_POINT, RANGES], (a, b) => before(b, a)),
  ...relation(
    'meets',
    [RANGES],
    ofRanges((a, b) => a.includesEnd && b.includesStart && isSame(a.end, b.start)),
  ),
  ...relation(
    'met by',
    [RANGES],
    ofRanges((a, b) => a.includesStart && b.includesEnd && isSame(a.start, b.end)),
  ),
  ...relation(
    'overlaps',
    [RANGES],
    ofRanges((a, b) => reaches(a, b) && reaches(b, a)),
  ),
  ...relation('overlaps before', [RANGES], ofRanges(overlapsBefore)),
  ...relation('overlaps after', [RANGES], ofRanges(overlapsAfter)),
  ...relation('finishes', [POINT_RANGE, RANGES], finishes),
  ...relation('finished by', [RANGE_POINT, POINT_RANGE, RANGES], (a, b) => finishes(b, a)),
  ...relation('includes', [RANGE_POINT, RANGES], includes),
  ...relation('during', [POINT_RANGE, RANGES], (a, b) => includes(b, a)),
  ...relation('starts', [POINT_RANGE, RANGES], starts),
  ...relation('started by', [RANGE_POINT, RANGES], (a, b) => starts(b, a)),
  ...relation('coincides', [POINTS, RANGES], (a, b) => {
    if (isRange(a) !== isRange(b)) return false;
    return haveSameStart(asRange(a), asRange(b)) && haveSameEnd(asRange(a), asRange(b));
  }),
];
