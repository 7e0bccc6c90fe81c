import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Setting } from './results.ts';

/** This machine now. @param packages whose versions are told, by their names */
export function settingOf(packages: readonly string[]): Setting {
  const [processor] = cpus();
  return {
    date: new Date().toISOString(),
    processor: processor?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  };
}

function versionOf(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
