import type { TlsFiles } from '@camunda-sqs-connector/runtime';
import type { Files } from './files.ts';
import type { AnySetting } from './setting.ts';
import type { SettingsReader } from './settings-reader.ts';

/** Tells why files of TLS cannot be used, by the names of the settings that lead to them. @returns whether it did */
export function tellTlsProblem(
  reader: SettingsReader,
  files: Files,
  tls: TlsFiles,
  ...settings: readonly AnySetting[]
): boolean {
  const problem = files.tlsProblem(tls);
  if (problem === undefined) return false;
  const names = settings.map((setting) => reader.nameOf(setting)).filter((name) => name !== undefined);
  reader.tell(
    `${names.join(', ')} cannot be used: ${problem} Correct ${names.length === 1 ? 'it' : 'them'}, or the files.`,
  );
  return true;
}
