import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../usual-worker/', import.meta.url));

/** Installs what the usual worker is made of, where it is not there: it stands in no lock file of the product. @returns the versions */
export function installUsualPackages(tell: (line: string) => void): Readonly<Record<string, string>> {
  const wanted = JSON.parse(readFileSync(`${FOLDER}package.json`, 'utf8')).dependencies as Record<string, string>;
  if (Object.entries(wanted).every(([name, version]) => installed(name) === version)) return wanted;
  tell('installing the packages of the usual worker…');
  const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: FOLDER, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ci in bench/usual-worker failed:\n${stderr}`);
  return wanted;
}

function installed(name: string): string | undefined {
  const file = `${FOLDER}node_modules/${name}/package.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}
