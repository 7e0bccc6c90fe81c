import { parseSettings } from '../settings/settings.ts';

const TIMEOUT_MS = 4000;

/**
 * Asks the worker with the same settings on the same machine whether it is alive: for the HEALTHCHECK of a container, which has no curl.
 *
 * @returns the exit code
 */
export async function healthcheck(): Promise<number> {
  const { httpPort, httpContextPath } = parseSettings(process.env);
  const probe = `http://127.0.0.1:${httpPort}${httpContextPath}/actuator/health/liveness`;
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
