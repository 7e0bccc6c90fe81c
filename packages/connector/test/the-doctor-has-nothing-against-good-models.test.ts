import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseModel } from '@camunda-sqs-connector/engine';
import { parseSettings } from 'camunda-sqs-connector';
import { expect, test } from 'vitest';
import { checkModels } from '../src/doctor/check-models.ts';

const settings = parseSettings({});
const modelsIn = (folder: string) => {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(path).flatMap((file) => (file.endsWith('.bpmn') ? [[file, `${path}${file}`] as const] : []));
};

/** Models without a task of this connector. */
const OTHERS = ['no-task-of-this-connector.bpmn', 'nothing-but-a-start.bpmn'];

test.each([...modelsIn('models/clean/'), ...modelsIn('../../../examples/')])('%s', async (file, path) => {
  const [report] = await checkModels([path], settings);
  expect(report?.findings).toEqual([]);
  expect(report?.tasks === 0).toBe(OTHERS.includes(file));
});

test.each(modelsIn('models/clean/'))('the engine deploys %s', async (file, path) => {
  await expect(parseModel(readFileSync(path, 'utf8'), file)).resolves.not.toEqual([]);
});
