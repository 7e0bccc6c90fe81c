import type { Expression, TemporalConstructor } from '../syntax/ast.ts';
import { decodeEscapes } from '../syntax/escapes.ts';
import { parseDate, parseDateTime, parseDuration, parseTemporal, parseTime } from '../temporal/parse.ts';
import { decimalOfText, negate } from '../values/decimal.ts';
import { FeelError, isFatal, isNumber, type Value } from '../values/value.ts';
import { compileArithmetic } from './arithmetic.ts';
import { compileCall } from './calls.ts';
import { compileComparison, compileIn, compileInstanceOf, compileTest } from './comparison.ts';
import { compileContext, compileFunction, compileList, compileRange } from './constructors.ts';
import { compileFor, compileIf, compileQuantified } from './control.ts';
import type { Evaluator } from './evaluator.ts';
import { compileFilter } from './filter.ts';
import { compileLogic, compileNot } from './logic.ts';
import { compileName, compilePath } from './names.ts';

/** Turns an expression into a function. What can be decided now is not decided at each run. */
export function compileExpression(expression: Expression): Evaluator {
  switch (expression.kind) {
    case 'null':
      return () => null;
    case 'boolean':
      return constant(expression.value);
    case 'number':
      return constant(decimalOfText(expression.text));
    case 'string':
      return compileString(expression.raw);
    case 'temporal':
      return compileTemporal(expression.maker, expression.text);
    case 'list':
      return compileList(expression.items);
    case 'context':
      return compileContext(expression.entries);
    case 'range':
      return compileRange(expression);
    case 'name':
      return compileName(expression.names, expression.at);
    case 'input':
      return (scope) => scope.get('?') ?? new FeelError('No input value available.', true);
    case 'path':
      return compilePath(expression.of, expression.name, expression.at);
    case 'filter':
      return compileFilter(expression.of, expression.by);
    case 'if':
      return compileIf(expression.condition, expression.yes, expression.no);
    case 'for':
      return compileFor(expression.iterators, expression.body);
    case 'some':
    case 'every':
      return compileQuantified(expression.kind, expression.iterators, expression.body);
    case 'and':
    case 'or':
      return compileLogic(expression.kind, expression.left, expression.right);
    case 'not':
      return compileNot(expression.of);
    case 'comparison':
      return compileComparison(expression);
    case 'arithmetic':
      return compileArithmetic(expression);
    case 'negation':
      return compileNegation(compileExpression(expression.of));
    case 'instance of':
      return compileInstanceOf(expression.of, expression.type);
    case 'in':
      return compileIn(expression.value, expression.test);
    case 'test':
      return compileTest(expression.test);
    case 'function':
      return compileFunction(expression.parameters, expression.body);
    case 'call':
      return compileCall(expression);
  }
}

function constant(value: Value): Evaluator {
  return () => value;
}

function compileString(raw: string): Evaluator {
  const text = decodeEscapes(raw, false);
  const textIn86 = decodeEscapes(raw, true);
  return text === textIn86 ? constant(text) : (_, run) => (run.is86 ? textIn86 : text);
}

/** 8.6 knows no zone in brackets. */
function compileTemporal(maker: TemporalConstructor, text: string): Evaluator {
  const value = TEMPORALS[maker](text) ?? null;
  return text.includes('[') ? (_, run) => (run.is86 ? null : value) : constant(value);
}

const TEMPORALS = {
  '@': parseTemporal,
  date: parseDate,
  time: parseTime,
  duration: parseDuration,
  'date and time': parseDateTime,
} as const;

function compileNegation(of: Evaluator): Evaluator {
  return (scope, run) => {
    const value = of(scope, run);
    if (isNumber(value)) return negate(value);
    return isFatal(value) ? value : null;
  };
}
