import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSettings } from 'camunda-sqs-connector';
import { expect, test } from 'vitest';
import { checkModels } from '../src/doctor/check-models.ts';
import { plantedFindings } from './models/planted-findings.ts';

const FOLDER = fileURLToPath(new URL('models/planted/', import.meta.url));
const settings = parseSettings({});

test.each(Object.entries(plantedFindings))('%s', async (name, expected) => {
  const [report] = await checkModels([`${FOLDER}${name}.bpmn`], settings);
  const found = report?.findings.map(({ line, severity, text }) => `${line} ${severity} ${text}`) ?? [];
  const unexpected = found.filter((text) => !expected.some((wanted) => isThat(text, wanted)));
  const missing = expected.filter((wanted) => !found.some((text) => isThat(text, wanted)));
  expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
  expect(found).toHaveLength(expected.length);
});

function isThat(found: string, [line, severity, part]: readonly [number, string, string]): boolean {
  return found.startsWith(`${line} ${severity} `) && found.includes(part);
}

test('each planted model is one of these', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace(/\.bpmn$/, ''));
  expect(files.sort()).toEqual(Object.keys(plantedFindings).sort());
});
