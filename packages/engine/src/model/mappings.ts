import { compile, type Program } from '@camunda-sqs-connector/feel';
import type { ExpressionReader } from './expressions.ts';
import { extensionOf, type ModdleElement } from './moddle.ts';
import type { Problems } from './problems.ts';
import type { Mappings, Source, TargetTree } from './process-model.ts';

const TARGET = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)*$/;
const TARGET_PATTERN = '[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z_][a-zA-Z0-9_]*)*';

/** Names and what is assigned below them, in the order of the mappings. */
type Assignments = Map<string, Assignments | Source>;

/** Reads an element's `zeebe:ioMapping`. */
export function readMappings(
  element: ModdleElement,
  expressions: ExpressionReader,
  problems: Problems,
): { inputs?: Mappings; outputs?: Mappings } {
  const mapping = extensionOf(element, 'zeebe:IoMapping');
  const read = (kind: 'input' | 'output', parameters: readonly ModdleElement[] = []): Mappings | undefined => {
    const path = `${element.id} > extensionElements > ioMapping > ${kind}`;
    const assignments: Assignments = new Map();
    for (const { source, target } of parameters) {
      const value: Source =
        kind === 'input'
          ? expressions.input(source, path)
          : { kind: 'feel', program: expressions.expression(source, path) };
      if (!target) problems.add(path, 'Expected path expression but not found.');
      else if (!TARGET.test(target)) {
        problems.add(path, `Expected path expression '${target}' but doesn't match the pattern '${TARGET_PATTERN}'.`);
      } else assign(assignments, target.split('.'), value);
    }
    if (assignments.size === 0) return undefined;
    const text = contextText(assignments);
    return { program: combined(text, path, problems), targets: targetsOf(assignments) };
  };
  const inputs = read('input', mapping?.inputParameters);
  const outputs = read('output', mapping?.outputParameters);
  return { ...(inputs && { inputs }), ...(outputs && { outputs }) };
}

/** The last mapping of a name wins; a nested target replaces what was a value, and the other way round. */
function assign(assignments: Assignments, [name = '', ...rest]: readonly string[], source: Source): void {
  if (rest.length === 0) {
    assignments.set(name, source);
    return;
  }
  const existing = assignments.get(name);
  const nested: Assignments = existing instanceof Map ? existing : new Map();
  assignments.set(name, nested);
  assign(nested, rest, source);
}

/**
 * The engine evaluates the mappings of an element as one context, so that an entry sees the earlier ones, but nothing of the
 * object that it is a part of.
 */
function contextText(assignments: Assignments): string {
  const entries = [...assignments].map(
    ([name, value]) => `${name}:${value instanceof Map ? contextText(value) : sourceText(value)}`,
  );
  return `{${entries.join(',')}}`;
}

function sourceText(source: Source): string {
  return source.kind === 'feel' ? source.program.text : `"${source.text.replace(/["\\]/g, '\\$&')}"`;
}

function targetsOf(assignments: Assignments): TargetTree {
  return new Map(
    [...assignments].map(([name, value]) => [name, value instanceof Map ? targetsOf(value) : ('leaf' as const)]),
  );
}

function combined(text: string, path: string, problems: Problems): Program {
  const compiled = compile(text);
  if (compiled.kind === 'program') return compiled;
  // Each part was reported already where it is the cause; a comment that swallows the rest shows only here.
  if (problems.isEmpty) problems.add(path, compiled.message);
  return { kind: 'program', text, run: () => ({ kind: 'evaluationFailure', message: compiled.message }) };
}
