import type { ApiAnswer, ApiRequest, ApiWorld, Route } from './api.ts';
import { HttpProblem } from './http-problem.ts';
import { deploymentRoutes } from './routes/deployments.ts';
import { eventRoutes } from './routes/events.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { jobRoutes } from './routes/jobs.ts';
import { processInstanceRoutes } from './routes/process-instances.ts';
import { topologyRoutes } from './routes/topology.ts';
import { userTaskRoutes } from './routes/user-tasks.ts';

const ROUTES: readonly Route[] = [
  ...topologyRoutes,
  ...deploymentRoutes,
  ...processInstanceRoutes,
  ...jobRoutes,
  ...eventRoutes,
  ...incidentRoutes,
  ...userTaskRoutes,
];

const TABLE = ROUTES.map((route) => ({ route, pattern: new RegExp(`^${route.path.replace('{key}', '([^/]+)')}$`) }));
/** The largest key: they are signed 64-bit numbers. */
const LARGEST_KEY = 2n ** 63n - 1n;

/** Answers a request of Camunda's API. @throws HttpProblem, or what the engine throws */
export async function answer(
  world: ApiWorld,
  method: string,
  path: string,
  request: Omit<ApiRequest, 'key'>,
): Promise<ApiAnswer> {
  const matching = TABLE.filter(({ pattern }) => pattern.test(path));
  if (matching.length === 0) throw new HttpProblem(404, 'Not Found', `The embedded engine does not know ${path}`);
  // A fixed path comes before one with a key in the same place.
  const found = matching
    .filter(({ route }) => route.method === method)
    .sort((a, b) => Number(a.route.path.includes('{key}')) - Number(b.route.path.includes('{key}')))[0];
  if (!found) throw new HttpProblem(405, 'Method Not Allowed', `${path} cannot be asked by ${method}`);
  const key = found.pattern.exec(path)?.[1] ?? '';
  if (found.route.path.includes('{key}') && (!/^\d{1,19}$/.test(key) || BigInt(key) > LARGEST_KEY)) {
    throw new HttpProblem(400, 'Bad Request', `Failed to convert the key with value: '${key}'`);
  }
  return found.route.answer(world, { ...request, key });
}
