import type { Values } from './setting.ts';
import type { SettingsReader } from './settings-reader.ts';
import { secrets } from './topics/secrets.ts';
import type { WithoutEffect } from './without-effect.ts';

export type SecretSettings = Omit<Values<typeof secrets.settings>, 'secretFilter'>;

/** Reads where secrets come from and where they may go, and what of it cannot be had. */
export function readSecrets(reader: SettingsReader): [SecretSettings, withoutEffect: readonly WithoutEffect[]] {
  const { secretFilter, ...settings } = reader.read(secrets.settings);
  const name = reader.nameOf(secrets.settings.secretFilter);
  if (name === undefined || secretFilter === 'disabled') return [settings, []];
  if (secretFilter === 'lax') {
    return [settings, [{ name, instead: 'secrets are resolved in what configures a call, and never in messages' }]];
  }
  // Who asks for it relies on it: a start would take a guard away.
  reader.tell(
    `${name}=strict is not possible: this connector does not look into deployed models for the secrets that they name. It resolves secrets in what configures a call only, and never in messages. Unset ${name} where that is enough.`,
  );
  return [settings, []];
}
