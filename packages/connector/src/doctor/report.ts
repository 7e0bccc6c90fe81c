import type { ModelFinding, ModelReport } from './check-models.ts';
import type { Severity } from './findings.ts';

/** A line a finding, as compilers have it, and one that counts. */
export function reportLines(reports: readonly ModelReport[]): readonly string[] {
  const findings = reports.flatMap(({ file, findings }) => findings.map((finding) => lineOf(file, finding)));
  const tasks = reports.reduce((sum, { tasks }) => sum + tasks, 0);
  const counts = [
    counted(reports.length, 'file'),
    counted(tasks, 'task'),
    counted(count(reports, 'error'), 'error'),
    counted(count(reports, 'warning'), 'warning'),
  ];
  return [...findings, counts.join(', ')];
}

/** How many findings of a severity there are. */
export function count(reports: readonly ModelReport[], severity: Severity): number {
  return reports.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
}

function lineOf(file: string, { line, severity, taskId, text }: ModelFinding): string {
  const where = taskId === undefined ? '' : `${taskId}: `;
  return `${file}:${line}: ${severity}: ${where}${text.replace(/\s+/g, ' ')}`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
