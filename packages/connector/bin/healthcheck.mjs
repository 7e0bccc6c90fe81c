// Asks the worker with the same settings on the same machine whether it is alive. For the HEALTHCHECK of a container, which has no curl.
import { parseSettings } from '../dist/settings/settings.js';

const { httpPort, httpContextPath } = parseSettings(process.env);
const probe = `http://127.0.0.1:${httpPort}${httpContextPath}/actuator/health/liveness`;
try {
  const answer = await fetch(probe, { signal: AbortSignal.timeout(4000) });
  console.log(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.error(`${probe} gives no answer: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
