import type { Log } from '@camunda-sqs-connector/runtime';
import pino from 'pino';
import type { Settings } from '../settings/settings.ts';

/** Lines of JSON on standard output. */
export function createLog(level: Settings['logLevel']): Log {
  const logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
  };
}
