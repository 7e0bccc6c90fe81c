import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, parseJson } from '@camunda-sqs-connector/feel/json';
import { compare, type Difference } from './compare.ts';
import { checkRejection, type Rejection } from './rejections.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

/** A recorded run of the real engine, and the same with this one. */
export interface GoldenCase {
  readonly name: string;
  /** @returns how the runs differ */
  run(): Promise<readonly Difference[]>;
}

/** The cases of a folder: `*.scenario.json` beside `*.golden.json`, and `*.rejection.json`; models beside both. */
export async function goldenCases(folder: string): Promise<readonly GoldenCase[]> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const files = (await readdir(folder)).sort();
  return files.flatMap((file): readonly GoldenCase[] => {
    const [name = ''] = file.split('.');
    if (file.endsWith('.scenario.json')) {
      const run = async () => {
        const scenario = JSON.parse(await read(file)) as Scenario;
        const golden = parseJson(await read(`${name}.golden.json`));
        if (!isJsonObject(golden)) throw new Error(`${name}.golden.json holds no object`);
        return compare(golden, await runScenario(scenario, await read(scenario.bpmn)));
      };
      return [{ name, run: () => run().catch(asDifference) }];
    }
    if (file.endsWith('.rejection.json')) {
      const run = async () => checkRejection(JSON.parse(await read(file)) as Rejection, await read(`${name}.bpmn`));
      return [{ name, run: () => run().catch(asDifference) }];
    }
    return [];
  });
}

function asDifference(error: unknown): readonly Difference[] {
  return [{ what: 'run', golden: undefined, actual: error instanceof Error ? error.message : String(error) }];
}
