import { MOST_DIGITS } from '../values/decimal.ts';
import type { Arguments, ContextEntry, Expression } from './ast.ts';
import { parseExpression, parseQualifiedName } from './expressions.ts';
import { type Source, SyntaxProblem } from './source.ts';
import { parseRange } from './unary-tests.ts';

/** A term, with paths and filters behind it. */
export function parsePath(source: Source): Expression | undefined {
  return source.once('path', () => {
    let value = parseTerm(source);
    while (value) {
      const of: Expression = value;
      const next: Expression | undefined = source.attempt(() => parseStep(source, of) ?? parseFilter(source, of));
      if (!next) break;
      value = next;
    }
    return value;
  });
}

function parseStep(source: Source, of: Expression): Expression | undefined {
  return source.attempt(() => {
    if (!source.takeToken('.')) return undefined;
    source.skip();
    const { at } = source;
    const name = source.take('time offset') ? 'time offset' : source.name();
    return name === undefined ? undefined : { kind: 'path', of, name, at };
  });
}

function parseFilter(source: Source, of: Expression): Expression | undefined {
  return source.attempt(() => {
    const by = source.takeToken('[') ? source.afterBlanks(() => parseExpression(source)) : undefined;
    return by && source.takeToken(']') ? { kind: 'filter', of, by } : undefined;
  });
}

/** The order of the alternatives is Camunda's: it decides what a text means that several of them fit. */
function parseTerm(source: Source): Expression | undefined {
  return (
    source.attempt(() => parseTemporal(source)) ??
    source.attempt(() => parseCall(source)) ??
    parseReference(source) ??
    parseLiteral(source) ??
    (source.take('?') ? { kind: 'input' as const } : undefined) ??
    source.attempt(() => parseFunction(source)) ??
    source.attempt(() => {
      const inner = source.take('(') ? source.afterBlanks(() => parseExpression(source)) : undefined;
      return inner && source.takeToken(')') ? inner : undefined;
    })
  );
}

function parseReference(source: Source): Expression | undefined {
  const { at } = source;
  const names = parseQualifiedName(source);
  return names && { kind: 'name', names, at };
}

const STRING = /"((?:\\[\s\S]|[^"\\])*)"/y;

function parseString(source: Source): string | undefined {
  return source.match(STRING, 'a text')?.[1];
}

/** `@"…"`, and the constructors of temporal values with a text alone: those are values, not calls. */
function parseTemporal(source: Source): Expression | undefined {
  if (source.take('@')) {
    const text = source.afterBlanks(() => parseString(source));
    return text === undefined ? undefined : { kind: 'temporal', maker: '@', text };
  }
  const maker = source.takeOneOf('duration', 'date and time', 'date', 'time');
  if (!maker || !source.takeToken('(')) return undefined;
  const text = source.afterBlanks(() => parseString(source));
  return text !== undefined && source.takeToken(')') ? { kind: 'temporal', maker, text } : undefined;
}

/** Names of functions that no other rule would take for a name. */
const ODD_FUNCTIONS = ['and', 'or', 'date and time', 'years and months duration', 'get or else'] as const;

function parseCall(source: Source): Expression | undefined {
  const { at } = source;
  const spaced = parseSpacedName(source) ?? source.takeOneOf(...ODD_FUNCTIONS);
  const names = spaced === undefined ? parseQualifiedName(source) : [spaced];
  if (!names || !source.takeToken('(')) return undefined;
  const given = parseArguments(source);
  if (!source.takeToken(')')) return undefined;
  const owner = names.length > 1 ? names.slice(0, -1) : undefined;
  return { kind: 'call', owner, name: names.at(-1) ?? '', arguments: given, at };
}

/** Several names with blanks between them, as functions and parameters may have. */
function parseSpacedName(source: Source): string | undefined {
  return source.attempt(() => {
    const start = source.at;
    if (source.identifier() === undefined) return undefined;
    let count = 1;
    for (;;) {
      const end = source.at;
      while (source.text[source.at] === ' ') source.at++;
      if (source.at === end || source.identifier() === undefined) {
        source.at = end;
        return count > 1 ? source.text.slice(start, end) : undefined;
      }
      count++;
    }
  });
}

function parseArguments(source: Source): Arguments {
  const value = () => parseRange(source) ?? parseExpression(source);
  const named = source.attempt(() =>
    source.list(
      () =>
        source.attempt((): ContextEntry | undefined => {
          const name = parseSpacedName(source) ?? source.name();
          const given = name !== undefined && source.takeToken(':') ? source.afterBlanks(value) : undefined;
          return name !== undefined && given ? { name, value: given } : undefined;
        }),
      1,
    ),
  );
  if (named) return { kind: 'named', values: named };
  return { kind: 'positional', values: source.attempt(() => source.list(value, 1)) ?? [] };
}

const NUMBER = /-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)/y;

function parseLiteral(source: Source): Expression | undefined {
  const raw = parseString(source);
  if (raw !== undefined) return { kind: 'string', raw };
  const word = source.takeOneOf('null', 'true', 'false');
  if (word) return word === 'null' ? { kind: 'null' } : { kind: 'boolean', value: word === 'true' };
  const text = source.match(NUMBER, 'a number')?.[0];
  if (text !== undefined && text.length > MOST_DIGITS)
    throw new SyntaxProblem(source.at, `a number of at most ${MOST_DIGITS} digits`);
  if (text !== undefined) return { kind: 'number', text };
  return source.attempt(() => parseList(source)) ?? source.attempt(() => parseContext(source));
}

function parseList(source: Source): Expression | undefined {
  const items = source.take('[') ? source.list(() => parseExpression(source), 0) : undefined;
  return items && source.takeToken(']') ? { kind: 'list', items } : undefined;
}

function parseContext(source: Source): Expression | undefined {
  const entries = source.take('{') ? source.list(() => source.attempt(() => parseEntry(source)), 0) : undefined;
  return entries && source.takeToken('}') ? { kind: 'context', entries } : undefined;
}

const ENTRY_NAME = /[^"{}:,[\]`]+/y;

function parseEntry(source: Source): ContextEntry | undefined {
  const start = source.at;
  let name: string | undefined = source.match(ENTRY_NAME, 'a name')?.[0].replace(/\s+$/, '');
  if (!name) {
    source.at = start;
    name = source.name() ?? parseString(source);
  }
  const value =
    name !== undefined && source.takeToken(':') ? source.afterBlanks(() => parseExpression(source)) : undefined;
  return name !== undefined && value ? { name, value } : undefined;
}

function parseFunction(source: Source): Expression | undefined {
  if (!source.take('function') || !source.takeToken('(')) return undefined;
  const parameters = source.list(() => parseSpacedName(source) ?? source.name(), 0) ?? [];
  if (!source.takeToken(')')) return undefined;
  const body = source.afterBlanks(() => parseExpression(source));
  return body && { kind: 'function', parameters, body };
}
