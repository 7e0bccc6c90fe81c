import type { JsonObject } from '@camunda-sqs-connector/feel/json';
import { parseModel } from '../../model/parse-model.ts';
import { ModelRefused } from '../../model/problems.ts';
import { type ApiAnswer, type ApiRequest, type ApiWorld, PlainText, type Route, TENANT } from '../api.ts';
import { HttpProblem } from '../http-problem.ts';
import { searchAnswer } from '../search.ts';
import { definitionFields, definitionItem } from '../shapes.ts';

export const deploymentRoutes: readonly Route[] = [
  { method: 'POST', path: '/v2/deployments', answer: deploy },
  {
    method: 'POST',
    path: '/v2/process-definitions/search',
    answer: ({ engine }, { body }) => searchAnswer(engine.definitions.all().map(definitionItem), body),
  },
  {
    method: 'GET',
    path: '/v2/process-definitions/{key}',
    answer: (world, { key }) => definitionItem(definition(world, key)),
  },
  {
    method: 'GET',
    path: '/v2/process-definitions/{key}/xml',
    answer: (world, { key }) => new PlainText('text/xml', definition(world, key).xml),
  },
];

/** All resources are read before the first one is deployed: either all of them are, or none. */
async function deploy({ engine, now, behaviour }: ApiWorld, { resources }: ApiRequest): Promise<ApiAnswer> {
  if (resources.length === 0) throw new HttpProblem(400, 'Bad Request', "Required part 'resources' is not present.");
  const parsed = [];
  for (const { name, text } of resources) {
    if (!/\.(bpmn|xml)$/.test(name)) throw new ModelRefused(name, 'unknown resource type');
    parsed.push({ name, xml: text, models: await parseModel(text, name, behaviour) });
  }
  const deploymentKey = engine.newKey();
  const deployments: JsonObject[] = [];
  for (const { models, ...resource } of parsed) {
    for (const deployed of engine.deploy(models, resource, now())) {
      const fields = { ...definitionFields(deployed), resourceName: resource.name, tenantId: TENANT };
      deployments.push({ processDefinition: fields });
    }
  }
  return { deploymentKey, deployments, tenantId: TENANT };
}

function definition({ engine }: ApiWorld, key: string) {
  const found = engine.definitions.byKey(key);
  if (!found) throw new HttpProblem(404, 'NOT_FOUND', `Process Definition with key '${key}' not found`);
  return found;
}
