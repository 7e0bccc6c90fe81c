import { parseSettings } from '../settings/settings.ts';
import { startConnector } from '../start-connector.ts';
import { createLog } from './log.ts';
import { version } from './version.ts';

/** Runs the worker until SIGTERM or SIGINT; then what is in work is finished. A second signal ends the process at once. */
export async function run(): Promise<number> {
  const settings = parseSettings(process.env);
  const log = createLog(settings.logLevel);
  for (const { name, instead } of settings.withoutEffect) log.info('a setting has no effect here', { name, instead });
  const stopped = signalled();
  const http = { port: settings.httpPort, contextPath: settings.httpContextPath };
  const connector = await startConnector({ settings, environment: process.env, log, http });
  const { origin, pathname } = settings.engine.address;
  log.info('working for the engine', {
    version: version(),
    engine: `${origin}${pathname}`,
    type: settings.jobType,
    slots: settings.maxJobs,
    httpPort: connector.httpPort,
  });
  const signal = await stopped;
  log.info('stopping: what is in work is finished', { signal, active: connector.worker.active });
  const { unfinished } = await connector.stop();
  if (unfinished > 0)
    log.warn('stopped before some jobs were answered; the engine hands them out again', { unfinished });
  else log.info('stopped');
  return 0;
}

/** The first signal, of either kind. The next one ends the process, whichever it is. */
function signalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isFirst = true;
    const take = (signal: NodeJS.Signals) => {
      if (!isFirst) process.exit(130);
      isFirst = false;
      resolve(signal);
    };
    process.on('SIGTERM', take);
    process.on('SIGINT', take);
  });
}
