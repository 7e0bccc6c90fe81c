import { readFile } from 'node:fs/promises';
import type { Settings } from '../settings/settings.ts';
import { checks } from './checks/index.ts';
import { configures, connectorAtRest } from './connector-at-rest.ts';
import type { Finding } from './findings.ts';
import { knownInputs } from './known-inputs.ts';
import { type ModelTask, NoModelError, readModel } from './read-model.ts';
import { isSqsTemplate } from './templates.ts';
import { XmlError } from './xml.ts';

/** What was found in a file. */
export interface ModelReport {
  readonly file: string;
  /** How many of its tasks are this connector's. */
  readonly tasks: number;
  /** In the order of the file's lines. */
  readonly findings: readonly ModelFinding[];
}

/** A finding, and the task that has it; without one, it is about the whole file. */
export type ModelFinding = Finding & { readonly taskId?: string };

/** Checks the models in some files, one after the other. */
export async function checkModels(files: readonly string[], settings: Settings): Promise<readonly ModelReport[]> {
  const reports: ModelReport[] = [];
  for (const file of files) reports.push(await checkFile(file, settings));
  return reports;
}

async function checkFile(file: string, settings: Settings): Promise<ModelReport> {
  try {
    return { file, ...checkModel(await readFile(file, 'utf8'), settings) };
  } catch (error) {
    return { file, tasks: 0, findings: [{ severity: 'error', ...unreadable(error) }] };
  }
}

/**
 * Checks the tasks of a model that are this connector's: by their job type, or by their template.
 *
 * @throws XmlError, NoModelError
 */
export function checkModel(xml: string, settings: Settings): Pick<ModelReport, 'tasks' | 'findings'> {
  const tasks = readModel(xml).filter(
    ({ jobType, template }) => jobType === settings.jobType || isSqsTemplate(template),
  );
  const findings = tasks.flatMap((task) => checkTask(task, settings));
  return { tasks: tasks.length, findings: findings.sort((a, b) => a.line - b.line) };
}

function checkTask(task: ModelTask, settings: Settings): readonly ModelFinding[] {
  const connector = connectorAtRest(settings);
  const known = knownInputs(task.inputs, (path) => configures(connector, path));
  return checks.flatMap((check) =>
    check({ ...task, known }, settings).map((finding) => ({ ...finding, taskId: task.id })),
  );
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Correct the path.',
  EISDIR: 'is a folder. Name the models in it.',
  EACCES: 'may not be read. Correct its permissions.',
};

function unreadable(error: unknown): { readonly line: number; readonly text: string } {
  if (error instanceof XmlError) {
    return { line: error.line, text: `is no well-formed XML: ${error.message}. Save the model anew with a modeller.` };
  }
  if (error instanceof NoModelError) return { line: 1, text: `${error.message}. Name BPMN files only.` };
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  // What does not come from the system is a mistake of ours, not the file's.
  if (syscall === undefined) throw error;
  return { line: 1, text: UNREADABLE[code] ?? `cannot be read: ${code}.` };
}
