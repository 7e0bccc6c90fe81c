import { writeFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { buildTemplate } from '../template/build-template.ts';
import { ENGINES, type Engine } from '../template/identity.ts';
import { UsageError } from './usage-error.ts';

const OPTIONS = {
  hybrid: { type: 'boolean' },
  for: { type: 'string' },
  out: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** Prints the element template, or writes it to a file. @throws UsageError, or an Error where the file cannot be written */
export function template(args: readonly string[]): number {
  const { hybrid: isHybrid, for: engine, out } = parseOptions(args);
  const text = `${JSON.stringify(buildTemplate({ engine, isHybrid }), null, 2)}\n`;
  if (out === undefined) process.stdout.write(text);
  else writeFileSync(out, text);
  return 0;
}

function parseOptions(args: readonly string[]): { hybrid: boolean; for: Engine; out: string | undefined } {
  // Not strict: what is wrong is told in this command's own words.
  const { values, tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') throw new UsageError(`'template' takes only options, but got: ${args[token.index]}`);
    const known = token.name in OPTIONS ? OPTIONS[token.name as keyof typeof OPTIONS] : undefined;
    if (!known) throw new UsageError(`'template' has no option ${token.rawName}`);
    const isMissing = !token.value || (!token.inlineValue && token.value.startsWith('-'));
    if (known.type === 'string' && isMissing) throw new UsageError(`${token.rawName} needs a value`);
    if (known.type === 'boolean' && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
  }
  const engine = ENGINES.find((known) => known === (values.for ?? '8.6'));
  if (!engine) throw new UsageError(`--for takes 8.6 (good for 8.6 and later) or 8.10, but got: ${values.for}`);
  return { hybrid: values.hybrid === true, for: engine, out: values.out as string | undefined };
}
