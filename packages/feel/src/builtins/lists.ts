import { effortOf } from '../evaluate/effort.ts';
import { type Run, RunFailure } from '../evaluate/run.ts';
import { FeelContext } from '../values/context.ts';
import { decimalOfInt } from '../values/decimal.ts';
import { areEqual, areIdentical } from '../values/equality.ts';
import { FeelFunction } from '../values/function.ts';
import { compare, isComparable } from '../values/ordering.ts';
import { FeelError, isList, isNumber, type Value } from '../values/value.ts';
import { type Builtin, builtin, grown, onList } from './define.ts';

const VARIADIC = { isVariadic: true };

/** From 1 at the start, or from -1 at the end. */
function indexOf(list: readonly Value[], position: number): number {
  return position > 0 ? position - 1 : list.length + position;
}

/** Without the meaning that JavaScript gives to negative bounds. */
function part(list: readonly Value[], start: number, end: number): readonly Value[] {
  return list.slice(Math.max(start, 0), Math.max(end, 0));
}

const noPosition = () => new FeelError('A position must not be 0');

export const listFunctions: readonly Builtin[] = [
  builtin(
    'list contains',
    'list,element',
    onList((list, run, element = null) => list.some((item) => areIdentical(item, element, run))),
  ),
  builtin(
    'count',
    'list',
    onList((list) => decimalOfInt(list.length)),
  ),
  builtin(
    'min',
    'list',
    onList((list, run) => extreme(list, -1, run)),
    VARIADIC,
  ),
  builtin(
    'max',
    'list',
    onList((list, run) => extreme(list, 1, run)),
    VARIADIC,
  ),
  ...['and', 'all'].map((name) =>
    builtin(
      name,
      'list',
      onList((list) => allOf(list, false)),
      VARIADIC,
    ),
  ),
  ...['or', 'any'].map((name) =>
    builtin(
      name,
      'list',
      onList((list) => allOf(list, true)),
      VARIADIC,
    ),
  ),
  builtin(
    'sublist',
    'list,start',
    onList((list, _, start = null) => {
      if (!isNumber(start)) return undefined;
      return start.isZero ? noPosition() : part(list, indexOf(list, start.toInt()), list.length);
    }),
  ),
  builtin(
    'sublist',
    'list,start,length',
    onList((list, _, start = null, length = null) => {
      if (!isNumber(start) || !isNumber(length)) return undefined;
      const index = indexOf(list, start.toInt());
      return start.isZero ? noPosition() : part(list, index, index + length.toInt());
    }),
  ),
  builtin(
    'append',
    'list,items',
    onList((list, run, items = null) => (isList(items) ? grown([...list, ...items], run) : undefined)),
    VARIADIC,
  ),
  builtin('concatenate', 'lists', onList(concatenated), VARIADIC),
  builtin(
    'insert before',
    'list,position,newItem',
    onList((list, run, position = null, item = null) => {
      if (!isNumber(position)) return undefined;
      if (position.isZero && !run.is86) return noPosition();
      const index = Math.max(0, indexOf(list, position.toInt()));
      return grown([...list.slice(0, index), item, ...list.slice(index)], run);
    }),
  ),
  builtin(
    'remove',
    'list,position',
    onList((list, run, position = null) => {
      if (!isNumber(position)) return undefined;
      if (position.isZero && !run.is86) return noPosition();
      const index = position.toInt();
      return grown([...part(list, 0, indexOf(list, index)), ...part(list, indexOf(list, index + 1), list.length)], run);
    }),
  ),
  builtin(
    'reverse',
    'list',
    onList((list, run) => grown([...list].reverse(), run)),
  ),
  builtin(
    'index of',
    'list,match',
    onList((list, run, match = null) => {
      const isSame = (item: Value) =>
        run.is86 && item instanceof FeelContext ? item === match : areEqual(item, match, run) === true;
      return list.flatMap((item, index) => (isSame(item) ? [decimalOfInt(index + 1)] : []));
    }),
  ),
  builtin(
    'union',
    'lists',
    onList((lists, run) => distinct(concatenated(lists, run), run)),
    VARIADIC,
  ),
  builtin('distinct values', 'list', onList(distinct)),
  builtin(
    'duplicate values',
    'list',
    onList((list, run) => {
      run.step(list.length * list.length);
      return distinct(list, run).filter(
        (item) => list.filter((other) => areEqual(item, other, run) === true).length > 1,
      );
    }),
  ),
  builtin(
    'flatten',
    'list',
    onList((list, run) => grown(flattened(list, run), run)),
  ),
  builtin(
    'is empty',
    'list',
    onList((list) => list.length === 0),
  ),
  builtin(
    'partition',
    'list,size',
    onList((list, run, size = null) => {
      if (!isNumber(size)) return undefined;
      const length = size.toInt();
      if (length <= 0 || (run.is86 && length > list.length)) return new FeelError('The size of a part must fit');
      return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
        list.slice(index * length, (index + 1) * length),
      );
    }),
  ),
  builtin(
    'sort',
    'list,precedes',
    onList((list, run, precedes = null) => {
      if (!(precedes instanceof FeelFunction)) return undefined;
      return precedes.parameters.length === 2
        ? sorted(list, precedes, run)
        : new FeelError('The function must have two parameters');
    }),
  ),
];

function concatenated(lists: readonly Value[], run: Run): readonly Value[] {
  return grown(
    lists.flatMap((item) => (isList(item) ? item : [item])),
    run,
  );
}

function extreme(list: readonly Value[], direction: 1 | -1, run: Run): Value {
  if (list.length === 0) return null;
  if (!isComparable(list)) return new FeelError('The items cannot be compared');
  if (list.length > 1 && list.every(isList)) throw new RunFailure('Lists have no order');
  return list.reduce((best, item) => {
    if (typeof item === 'string') run.read(item);
    run.step(effortOf(item));
    return direction * (compare(item, best) ?? 0) > 0 ? item : best;
  });
}

/** Three-valued over the items. @param deciding the value that decides by itself */
function allOf(list: readonly Value[], deciding: boolean): Value {
  let outcome: boolean | null = !deciding;
  for (const item of list) {
    if (item === deciding) return deciding;
    if (typeof item !== 'boolean') outcome = null;
  }
  return outcome;
}

function distinct(list: readonly Value[], run: Run): readonly Value[] {
  const result: Value[] = [];
  for (const item of list) {
    run.step(result.length);
    if (!result.some((known) => areEqual(item, known, run) === true)) result.push(item);
  }
  return grown(result, run);
}

function flattened(list: readonly Value[], run: Run): readonly Value[] {
  run.step(list.length);
  return list.flatMap((item) => (isList(item) ? run.deeper(() => flattened(item, run)) : [item]));
}

/** Thrown inside a sort whose function gives no truth value. */
class NoOrder extends Error {}

function sorted(list: readonly Value[], precedes: FeelFunction, run: Run): Value {
  const isBefore = (a: Value, b: Value) => {
    run.step();
    const value = precedes.call([a, b], run);
    if (typeof value !== 'boolean') throw new NoOrder();
    return value;
  };
  try {
    return [...list].sort((a, b) => (isBefore(a, b) ? -1 : Number(isBefore(b, a))));
  } catch (error) {
    if (error instanceof NoOrder) return new FeelError('The function must say true or false');
    throw error;
  }
}
