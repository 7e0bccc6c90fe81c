import { accessSync, constants, statSync } from 'node:fs';
import { readTlsFiles, type TlsFiles, TlsFilesError } from '@camunda-sqs-connector/runtime';

/** What a setting may ask about a path. */
export interface Files {
  isReadableFile(path: string): boolean;
  isReadableFolder(path: string): boolean;
  /** Why a connection could not be set up with these files, in a sentence; undefined where it could. */
  tlsProblem(files: TlsFiles): string | undefined;
}

/** The machine's own files. */
export const machineFiles: Files = {
  isReadableFile: (path) => isReadable(path) && statSync(path).isFile(),
  isReadableFolder: (path) => isReadable(path) && statSync(path).isDirectory(),
  tlsProblem(files) {
    try {
      readTlsFiles(files);
      return undefined;
    } catch (error) {
      if (error instanceof TlsFilesError) return error.message;
      throw error;
    }
  },
};

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
