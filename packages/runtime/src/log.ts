/** Facts of a line. Values are short and harmless: never variables, bodies or credentials. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the runtime tells what it does. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Tells nobody. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
