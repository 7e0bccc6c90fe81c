import type { Run } from '../evaluate/run.ts';
import { finderOf } from '../regex/match.ts';
import { compilePattern, expandReplacement, matchesOf } from '../regex/regex.ts';
import { FeelError, type Value } from '../values/value.ts';
import { type Builtin, builtin, grown, grownText, onTexts } from './define.ts';

const areTexts = (args: readonly Value[]): args is readonly string[] => args.every((arg) => typeof arg === 'string');

/** Functions with regular expressions, in Java's dialect. */
export const patternFunctions: readonly Builtin[] = [
  builtin(
    'matches',
    'input,pattern',
    onTexts((text, pattern, run) => matches(text, pattern, '', run)),
  ),
  builtin('matches', 'input,pattern,flags', (args, run) => {
    const [text = '', pattern = '', flags = ''] = areTexts(args) ? args : [];
    return areTexts(args) ? matches(text, pattern, flags, run) : undefined;
  }),
  builtin('replace', 'input,pattern,replacement', (args, run) => {
    const [text = '', pattern = '', template = ''] = areTexts(args) ? args : [];
    return areTexts(args) ? replaced(text, pattern, template, '', run) : undefined;
  }),
  builtin('replace', 'input,pattern,replacement,flags', (args, run) => {
    const [text = '', pattern = '', template = '', flags = ''] = areTexts(args) ? args : [];
    return areTexts(args) ? replaced(text, pattern, template, flags, run) : undefined;
  }),
  builtin('split', 'string,delimiter', onTexts(split)),
  builtin(
    'extract',
    'input,pattern',
    onTexts((text, pattern, run) => {
      const compiled = compilePattern(pattern, run);
      if (!compiled) return noPattern(pattern);
      return grown(
        [...matchesOf(compiled, text, run)].map(({ start, end }) => text.slice(start, end)),
        run,
      );
    }),
  ),
];

function matches(text: string, pattern: string, flags: string, run: Run): Value {
  const compiled = compilePattern(pattern, run, flags);
  return compiled ? finderOf(compiled, text, run)(0) !== undefined : noPattern(pattern);
}

function replaced(text: string, pattern: string, template: string, flags: string, run: Run): Value {
  const compiled = compilePattern(pattern, run, flags);
  if (!compiled) return noPattern(pattern);
  let result = '';
  let from = 0;
  for (const match of matchesOf(compiled, text, run)) {
    run.step(template.length >> 2);
    const replacement = expandReplacement(template, match, compiled, text);
    if (replacement === undefined) return new FeelError(`Illegal replacement '${template}'`);
    result += text.slice(from, match.start) + grownText(replacement, run);
    from = match.end;
  }
  return result + text.slice(from);
}

function split(text: string, delimiter: string, run: Run): Value {
  const compiled = compilePattern(delimiter, run);
  if (!compiled) return noPattern(delimiter);
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of matchesOf(compiled, text, run)) {
    // An empty match at the very start gives no empty part.
    if (end === 0) continue;
    parts.push(text.slice(from, start));
    from = end;
  }
  return grown([...parts, text.slice(from)], run);
}

function noPattern(pattern: string): FeelError {
  return new FeelError(`Invalid pattern '${pattern}'`);
}
