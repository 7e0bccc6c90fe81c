import type { Log } from '@camunda-sqs-connector/runtime';
import pino from 'pino';
import type { Settings } from '../settings/settings.ts';

/** Lines of JSON on standard output. */
export function createLog(level: Settings['logLevel']): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = pino(options, together(pino.destination({ fd: process.stdout.fd, sync: true })));
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
  };
}

/** Lines of one turn of the event loop leave with one system call: a call for each would be the largest cost of a job. */
function together(output: pino.DestinationStream): pino.DestinationStream {
  let lines = '';
  const leave = () => {
    if (lines !== '') output.write(lines);
    lines = '';
  };
  process.on('exit', leave);
  return {
    write(line) {
      if (lines === '') setImmediate(leave);
      lines += line;
    },
  };
}
