import type { Files } from './files.ts';
import type { AnySetting, Setting, Values } from './setting.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings from an environment, and collects what is wrong with them. */
export interface SettingsReader {
  /** The value of each setting: where it is absent or wrong, the fallback. */
  read<Definitions extends Readonly<Record<string, AnySetting>>>(definitions: Definitions): Values<Definitions>;
  /** The name that sets a setting. Blank variables count as absent. */
  nameOf(setting: AnySetting): string | undefined;
  /** Whether any of the variables holds more than blanks. */
  isSet(...names: readonly string[]): boolean;
  tell(problem: string): void;
  readonly problems: readonly string[];
}

const LONGEST_QUOTE = 200;

export function createSettingsReader(environment: Environment, files: Files): SettingsReader {
  const problems: string[] = [];
  const isSet = (name: string) => (environment[name] ?? '').trim() !== '';

  /** The names that count: those of the narrowest sort that is set at all. */
  function namesThatCount({ names, broader = [] }: AnySetting): readonly string[] {
    return [names, broader].map((sort) => sort.filter(isSet)).find((sort) => sort.length > 0) ?? [];
  }

  function textOf(name: string, { secret }: AnySetting): string {
    const text = environment[name] ?? '';
    // A password may begin or end with a blank; a line break at its end comes from the file that it was read from.
    return secret ? text.replace(/\r?\n$/, '') : text.trim();
  }

  function quoted(name: string, setting: AnySetting): string {
    if (setting.secret) return `${name}=***`;
    const text = textOf(name, setting);
    const shown = setting.parser.quote?.(text) ?? text;
    return `${name}=${JSON.stringify(shown).slice(1, -1).replaceAll('\\"', '"').slice(0, LONGEST_QUOTE)}`;
  }

  function readOne<Value>(setting: Setting<Value>): Value {
    const values = namesThatCount(setting).flatMap((name) => {
      const value = setting.parser.parse(textOf(name, setting), files);
      if (value !== undefined) return [{ name, value }];
      problems.push(
        `${quoted(name, setting)} is not allowed: expected ${setting.parser.allowed} (${setting.meaning}). Correct it, or unset it${fallbackHint(setting)}.`,
      );
      return [];
    });
    const [first, ...others] = values;
    if (!first) return setting.fallback;
    // Compared as JSON, in which URLs are texts.
    const said = JSON.stringify(first.value);
    const other = others.find(({ value }) => JSON.stringify(value) !== said);
    if (other) {
      problems.push(
        `${quoted(first.name, setting)} and ${quoted(other.name, setting)} contradict each other: both are ${setting.meaning}. Set one of them.`,
      );
    }
    return first.value;
  }

  return {
    read<Definitions extends Readonly<Record<string, AnySetting>>>(definitions: Definitions) {
      const entries = Object.entries(definitions)
        .map(([name, definition]) => [name, readOne(definition)] as const)
        .filter(([, value]) => value !== undefined);
      return Object.fromEntries(entries) as Values<Definitions>;
    },
    nameOf: (setting) => namesThatCount(setting)[0],
    isSet: (...names) => names.some(isSet),
    tell: (problem) => problems.push(problem),
    problems,
  };
}

function fallbackHint(setting: AnySetting): string {
  const text = fallbackText(setting);
  return text === '' ? '' : ` for the default: ${text}`;
}

/** A setting's default in words; empty where there is none. */
export function fallbackText({ fallback, fallbackText }: AnySetting): string {
  if (fallbackText !== undefined) return fallbackText;
  if (fallback === undefined || (Array.isArray(fallback) && fallback.length === 0)) return '';
  return fallback instanceof URL ? fallback.href.replace(/\/$/, '') : String(fallback);
}
