import { compile, type Program } from '@camunda-sqs-connector/feel';
import type { Problems } from './problems.ts';
import type { Source } from './process-model.ts';

/** Where releases of the engine read a model in different ways. */
export type Release = '8.6' | '8.8';

/** Reads the expressions of one model; what does not parse is a problem of the element at the path. */
export class ExpressionReader {
  private readonly problems: Problems;
  private readonly release: Release;

  constructor(problems: Problems, release: Release) {
    this.problems = problems;
    this.release = release;
  }

  /** A text with a leading `=` is an expression; `=` alone is text. */
  source(text: string, path: string): Source {
    if (text.length > 1 && text.startsWith('=')) return { kind: 'feel', program: this.program(text, path) };
    return { kind: 'static', text };
  }

  /** The source of an input. An empty one is null since 8.8: https://github.com/camunda/camunda/issues/12961 */
  input(text: string | undefined, path: string): Source {
    return !text && this.release === '8.8' ? { kind: 'feel', program: NULL_PROGRAM } : this.required(text, path);
  }

  /** A source that must not be empty. */
  required(text: string | undefined, path: string): Source {
    if (!text) this.problems.add(path, 'Expected expression but not found.');
    return this.source(text ?? '', path);
  }

  /** A text that must be an expression. */
  expression(text: string | undefined, path: string): Program {
    if (!text) this.problems.add(path, 'Expected expression but not found.');
    else if (!text.startsWith('=')) {
      const hint = `An expression must start with '=' (e.g. '=${text}').`;
      this.problems.add(path, `Expected expression but found static value '${text}'. ${hint}`);
    } else return this.program(text, path);
    return NULL_PROGRAM;
  }

  private program(text: string, path: string): Program {
    const compiled = compile(text);
    if (compiled.kind === 'program') return compiled;
    this.problems.add(path, compiled.message);
    return NULL_PROGRAM;
  }
}

/** Stands also in for an expression with a problem: the model is refused before it can run. */
const NULL_PROGRAM: Program = compileKnown('null');

/** Compiles an expression of the engine's own making. */
export function compileKnown(text: string): Program {
  const compiled = compile(text);
  if (compiled.kind === 'program') return compiled;
  throw new Error(compiled.message);
}
