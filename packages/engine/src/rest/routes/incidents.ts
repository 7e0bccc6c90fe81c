import type { Route } from '../api.ts';
import { HttpProblem } from '../http-problem.ts';
import { searchAnswer } from '../search.ts';
import { incidentItem } from '../shapes.ts';

export const incidentRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/incidents/search',
    answer: ({ engine }, { body }) => searchAnswer([...engine.incidents.all()].map(incidentItem), body),
  },
  {
    method: 'GET',
    path: '/v2/incidents/{key}',
    answer({ engine }, { key }) {
      const incident = [...engine.incidents.all()].find((one) => one.key === key);
      if (!incident) throw new HttpProblem(404, 'NOT_FOUND', `Incident with key '${key}' not found`);
      return incidentItem(incident);
    },
  },
  {
    method: 'POST',
    path: '/v2/incidents/{key}/resolution',
    answer({ engine, now }, { key }) {
      engine.resolveIncident(key, now());
      return undefined;
    },
  },
];
