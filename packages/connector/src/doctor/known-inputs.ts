import { compile } from '@camunda-sqs-connector/feel';
import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '@camunda-sqs-connector/feel/json';
import type { ModelInput } from './read-model.ts';
import { standInFor } from './stand-ins.ts';

/**
 * What is known of a value before the process runs. `known`: a text, or an expression that needs no data. `unknown`: only the
 * process, or a secret, gives it. `parts`: an object whose entries are inputs of their own.
 */
export type Knowledge =
  | { readonly kind: 'absent' }
  | { readonly kind: 'known'; readonly value: JsonValue; readonly input: ModelInput }
  | { readonly kind: 'unknown'; readonly input: ModelInput }
  | { readonly kind: 'parts'; readonly parts: ReadonlyMap<string, Knowledge> };

type Parts = Map<string, Knowledge>;

/** Dotted, or as a list where a name may hold a dot itself. */
export type Path = string | readonly string[];

/** The inputs of a task as the engine makes variables of them, as far as they are known. */
export interface KnownInputs {
  at(path: Path): Knowledge;
  /** The text at a path, where it is known and not blank. */
  textAt(path: string): string | undefined;
  /** The input that gives a value, the whole that it should be in, or one of its parts. */
  inputAt(path: Path): ModelInput | undefined;
  /** The variables of a job; something that is right stands for what is unknown. */
  variables(): JsonObject;
}

/** @param resolvesSecrets whether placeholders of secrets are replaced in an input, by its path */
export function knownInputs(inputs: readonly ModelInput[], resolvesSecrets: (path: string) => boolean): KnownInputs {
  const root: Parts = new Map();
  for (const input of inputs) assign(root, input.target.split('.'), knowledgeOf(input, resolvesSecrets));
  const whole: Knowledge = { kind: 'parts', parts: root };
  const at = (path: Path) => (typeof path === 'string' ? path.split('.') : path).reduce(stepInto, whole);
  return {
    at,
    textAt(path) {
      const found = at(path);
      const isText = found.kind === 'known' && typeof found.value === 'string' && found.value.trim() !== '';
      return isText ? String(found.value).trim() : undefined;
    },
    inputAt(path) {
      const names = typeof path === 'string' ? path.split('.') : path;
      const wholes = names.map((_, index) => at(names.slice(0, index + 1))).filter(({ kind }) => kind === 'known');
      return firstInput(at(path)) ?? firstInput(wholes.at(-1) ?? { kind: 'absent' });
    },
    variables: () => (contentOf(whole, '') ?? {}) as JsonObject,
  };
}

/** As in the engine: the last input of a name wins, and one below it replaces what was a value. */
function assign(parts: Parts, [name = '', ...rest]: readonly string[], knowledge: Knowledge): void {
  if (rest.length === 0) {
    parts.set(name, knowledge);
    return;
  }
  const existing = parts.get(name);
  const nested: Parts = existing?.kind === 'parts' ? new Map(existing.parts) : new Map();
  assign(nested, rest, knowledge);
  parts.set(name, { kind: 'parts', parts: nested });
}

function knowledgeOf(input: ModelInput, resolvesSecrets: (path: string) => boolean): Knowledge {
  const { source, target } = input;
  // An input without a source is refused by older engines, and null in newer ones.
  const value = source === '' ? null : source.length > 1 && source.startsWith('=') ? constantOf(source) : source;
  const isSecret = stringifyJson(value ?? null).includes('secrets.') && resolvesSecrets(target);
  return value === undefined || isSecret ? { kind: 'unknown', input } : { kind: 'known', value, input };
}

/** The value of an expression that finds all it needs in itself; undefined where it asks for data. */
function constantOf(source: string): JsonValue | undefined {
  const compiled = compile(source);
  if (compiled.kind === 'parseFailure') return undefined;
  const evaluation = compiled.run({}, { side: 'zeebe-8.8' });
  return evaluation.kind === 'value' && evaluation.warnings.length === 0 ? evaluation.value : undefined;
}

function stepInto(from: Knowledge, name: string): Knowledge {
  switch (from.kind) {
    case 'parts':
      return from.parts.get(name) ?? { kind: 'absent' };
    case 'known': {
      const { value } = from;
      const entry = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      return entry === undefined ? { kind: 'absent' } : { ...from, value: entry };
    }
    default:
      return from;
  }
}

function firstInput(knowledge: Knowledge): ModelInput | undefined {
  if (knowledge.kind === 'absent') return undefined;
  if (knowledge.kind !== 'parts') return knowledge.input;
  for (const part of knowledge.parts.values()) {
    const input = firstInput(part);
    if (input) return input;
  }
  return undefined;
}

function contentOf(knowledge: Knowledge, path: string): JsonValue | undefined {
  switch (knowledge.kind) {
    case 'absent':
      return undefined;
    case 'known':
      return knowledge.value;
    case 'unknown':
      return standInFor(path);
    case 'parts': {
      const entries = [...knowledge.parts].flatMap(([name, part]) => {
        const value = contentOf(part, path === '' ? name : `${path}.${name}`);
        return value === undefined ? [] : [[name, value] as const];
      });
      return Object.fromEntries(entries);
    }
  }
}
