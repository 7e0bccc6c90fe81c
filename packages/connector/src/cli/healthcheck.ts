import { parseSettings } from '../settings/settings.ts';
import { SettingsError } from '../settings/settings-error.ts';

const TIMEOUT_MS = 4000;

/**
 * Asks the worker with the same settings on the same machine whether it is alive: for the HEALTHCHECK of a container, which has no curl.
 *
 * @returns the exit code
 */
export async function healthcheck(): Promise<number> {
  try {
    const { httpPort, httpContextPath } = parseSettings(process.env);
    return await ask(`http://127.0.0.1:${httpPort}${httpContextPath}/actuator/health/liveness`);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(`The settings are wrong:\n${error.message}`);
    return 1;
  }
}

async function ask(probe: string): Promise<number> {
  try {
    const answer = await fetch(probe, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    console.log(await answer.text());
    return answer.ok ? 0 : 1;
  } catch (error) {
    console.error(`${probe} gives no answer: ${reasonOf(error)}`);
    return 1;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
