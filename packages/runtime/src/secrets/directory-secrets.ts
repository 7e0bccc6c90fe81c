import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SecretNaming, type SecretSource, scopedName } from './secret-source.ts';

/**
 * Secrets in files: `{{secrets.NAME}}` is the content of `<folder>/NAME`, without one line break at its end. A file is read for
 * each use, so that a changed secret needs no restart; as in a volume of Kubernetes, it may be a symbolic link.
 *
 * @throws Error where a file exists, but cannot be read
 */
export function directorySecrets(folder: string, naming: SecretNaming = {}): SecretSource {
  return {
    get(name, scope) {
      const file = scopedName(name, scope, naming);
      return isFileName(file) ? contentOf(join(folder, file)) : undefined;
    },
    describe: (name, scope) => `the file ${join(folder, scopedName(name, scope, naming))}`,
  };
}

/** Names come from models: they must not lead out of the folder, nor to `..data`, which is Kubernetes' own. */
function isFileName(name: string): boolean {
  return !/[/\\\0]/.test(name) && !name.startsWith('..') && name !== '.';
}

/** What reading says of a file that is not there. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
