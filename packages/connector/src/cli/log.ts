import type { Log } from '@camunda-sqs-connector/runtime';
import pino from 'pino';
import type { Settings } from '../settings/settings.ts';
import { Lines } from './lines.ts';

/** Lines of JSON on standard output. A warning and an error are out when the call returns; other lines follow within a moment. */
export function createLog(level: Settings['logLevel']): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const lines = new Lines(pino.destination({ fd: process.stdout.fd, sync: true }));
  const logger = pino(options, lines);
  process.on('exit', () => lines.leave());
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn(message, fields) {
      logger.warn(fields ?? {}, message);
      lines.leave();
    },
    error(message, fields) {
      logger.error(fields ?? {}, message);
      lines.leave();
    },
  };
}
