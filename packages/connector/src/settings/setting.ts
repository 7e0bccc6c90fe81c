/** What a parser says of a value: the parsed value, or what would have been allowed. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly allowed: string };

/** A setting and the environment variables that set it, the most specific name first. */
export interface Setting<Value> {
  readonly names: readonly string[];
  readonly meaning: string;
  readonly parse: (text: string) => Parsed<Value>;
  readonly fallback: Value;
}

/** Thrown when the environment holds a wrong value. The message has a line for each. */
export class SettingsError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The value of a setting. Blank variables count as absent.
 *
 * @param problems gets a line where the value is wrong, or two names contradict each other
 */
export function readSetting<Value>(setting: Setting<Value>, environment: Environment, problems: string[]): Value {
  const set = setting.names.flatMap((name) => {
    const text = environment[name]?.trim();
    return text ? [{ name, text }] : [];
  });
  const [first, ...others] = set;
  if (!first) return setting.fallback;
  const contradiction = others.find(({ text }) => text !== first.text);
  if (contradiction) {
    problems.push(
      `${first.name}=${first.text} and ${contradiction.name}=${contradiction.text} contradict each other: set one of them.`,
    );
  }
  const parsed = setting.parse(first.text);
  if (parsed.ok) return parsed.value;
  problems.push(`${first.name}=${first.text} is not allowed: expected ${parsed.allowed} (${setting.meaning}).`);
  return setting.fallback;
}
