import type { ActivatedJob } from './camunda/engine-client.ts';

/** Facts of a line. Values are short and harmless: never variables, bodies, expressions or credentials. */
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

/** A log whose every line says which job it is about, under the names that Camunda's API has for these facts. */
export function jobLog(log: Log, job: ActivatedJob): Log {
  const facts = {
    jobKey: job.key,
    processInstanceKey: job.processInstanceKey,
    processDefinitionId: job.processDefinitionId,
    elementId: job.elementId,
    tenantId: job.tenantId,
  };
  return {
    debug: (message, fields) => log.debug(message, { ...facts, ...fields }),
    info: (message, fields) => log.info(message, { ...facts, ...fields }),
    warn: (message, fields) => log.warn(message, { ...facts, ...fields }),
    error: (message, fields) => log.error(message, { ...facts, ...fields }),
  };
}

/** An answer of a proxy may be a whole page: a line of the log holds its beginning. */
const LONGEST_REASON = 500;

/** What went wrong, short enough for a line. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_REASON);
}
