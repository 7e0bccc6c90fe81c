import { parseArgs } from 'node:util';
import { parseSettings } from '../settings/settings.ts';
import { UsageError } from './usage-error.ts';

/**
 * Checks the installation, or models, and sends nothing.
 *
 * @returns the exit code: 1 where something would not work
 * @throws UsageError
 */
export async function doctor(args: readonly string[]): Promise<number> {
  const models = modelsOf(args);
  const settings = parseSettings(process.env);
  if (models.length === 0) {
    const { checkInstallation } = await import('../doctor/installation/check-installation.ts');
    const checks = await checkInstallation(settings, process.env);
    for (const { verdict, part, text } of checks) console.log(`${verdict.padEnd(5)}  ${part}: ${text}`);
    return checks.some(({ verdict }) => verdict === 'wrong') ? 1 : 0;
  }
  // BPMN is read here alone: the worker never loads what it takes.
  const { checkModels } = await import('../doctor/check-models.ts');
  const { count, reportLines } = await import('../doctor/report.ts');
  const reports = await checkModels(models, settings);
  console.log(reportLines(reports).join('\n'));
  return count(reports, 'error') > 0 ? 1 : 0;
}

/** The files after `--model`, which may stand once before all or before each. */
function modelsOf(args: readonly string[]): readonly string[] {
  try {
    const options = { model: { type: 'string', multiple: true } } as const;
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      tokens: true,
    });
    if (positionals.length > 0 && values.model === undefined) {
      throw new UsageError(`doctor takes models after --model, but got: ${positionals.join(' ')}`);
    }
    return tokens.flatMap((token) => (token.kind === 'option-terminator' ? [] : (token.value ?? [])));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`doctor: ${error instanceof Error ? error.message : String(error)}`);
  }
}
