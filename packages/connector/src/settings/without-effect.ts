import type { SettingsReader } from './settings-reader.ts';
import { withoutEffect } from './topics/other-names.ts';

/** A variable that is set, and what holds instead of what it says. */
export interface WithoutEffect {
  readonly name: string;
  readonly instead: string;
}

/** The variables of the official runtime that are set, but have no effect here, whatever they hold. */
export function withoutEffectIn(reader: SettingsReader): readonly WithoutEffect[] {
  return withoutEffect.flatMap(({ names, meaning }) =>
    names.filter((name) => reader.isSet(name)).map((name) => ({ name, instead: meaning })),
  );
}
