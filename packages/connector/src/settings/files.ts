import { accessSync, constants, statSync } from 'node:fs';

/** What a setting may ask about a path. */
export interface Files {
  isReadableFile(path: string): boolean;
  isReadableFolder(path: string): boolean;
}

/** The machine's own files. */
export const machineFiles: Files = {
  isReadableFile: (path) => isReadable(path) && statSync(path).isFile(),
  isReadableFolder: (path) => isReadable(path) && statSync(path).isDirectory(),
};

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
