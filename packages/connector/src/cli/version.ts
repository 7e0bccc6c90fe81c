import { readFileSync } from 'node:fs';

/** The version of this package, as its `package.json` has it. */
export function version(): string {
  // Two folders above both the source and the build.
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return String(version);
}
