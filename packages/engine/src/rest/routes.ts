import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '@camunda-sqs-connector/feel/json';
import type { Engine, Incident, ProcessDefinition, ProcessInstance } from '../core/engine.ts';
import type { Job } from '../core/jobs.ts';
import { parseModel } from '../model/parse-model.ts';
import { HttpProblem } from './http-problem.ts';

/** Time, and the way to wait for the engine. */
export interface RoutesWorld {
  readonly clock: () => number;
  readonly change: (ms: number) => Promise<void>;
  readonly stopping: () => boolean;
}

const TENANT = '<default>';
const DEFAULT_WAIT_MS = 10_000;
type Handler = (key: string, body: JsonObject) => Promise<JsonValue | undefined> | JsonValue | undefined;

/** Camunda's REST API on an engine, without HTTP. Undefined stands for an answer without content. */
export class Routes {
  private readonly engine: Engine;
  private readonly world: RoutesWorld;
  private readonly table: readonly (readonly [method: string, path: RegExp, handler: Handler])[];

  constructor(engine: Engine, world: RoutesWorld) {
    this.engine = engine;
    this.world = world;
    this.table = [
      ['GET', /^\/v2\/topology$/, () => TOPOLOGY],
      ['POST', /^\/v2\/process-instances$/, (_key, body) => this.createInstance(body)],
      ['POST', /^\/v2\/process-instances\/search$/, (_key, body) => this.searchInstances(body)],
      ['POST', /^\/v2\/process-instances\/(\d+)\/cancellation$/, (key) => this.cancel(key)],
      ['POST', /^\/v2\/jobs\/activation$/, (_key, body) => this.activate(body)],
      ['POST', /^\/v2\/jobs\/(\d+)\/completion$/, (key, body) => this.complete(key, body)],
      ['POST', /^\/v2\/jobs\/(\d+)\/failure$/, (key, body) => this.fail(key, body)],
      ['POST', /^\/v2\/jobs\/(\d+)\/error$/, (key, body) => this.throwError(key, body)],
      ['PATCH', /^\/v2\/jobs\/(\d+)$/, (key, body) => this.update(key, body)],
      ['POST', /^\/v2\/incidents\/search$/, (_key, body) => this.searchIncidents(body)],
      ['POST', /^\/v2\/incidents\/(\d+)\/resolution$/, (key) => this.resolve(key)],
      ['POST', /^\/v2\/variables\/search$/, (_key, body) => this.searchVariables(body)],
    ];
  }

  async handle(method: string, path: string, body: JsonObject): Promise<JsonValue | undefined> {
    for (const [wanted, pattern, handler] of this.table) {
      const match = wanted === method ? pattern.exec(path) : null;
      if (match) return handler(match[1] ?? '', body);
    }
    throw new HttpProblem(404, 'Not Found', `The embedded engine does not know ${method} ${path}`);
  }

  async deploy(resources: readonly { readonly name: string; readonly xml: string }[]): Promise<JsonValue> {
    if (resources.length === 0)
      throw new HttpProblem(400, 'INVALID_ARGUMENT', 'Expected to deploy at least one resource');
    const deployments: JsonObject[] = [];
    for (const { name, xml } of resources) {
      for (const definition of this.engine.deploy(await parseModel(xml, name), name)) {
        deployments.push({
          processDefinition: { ...definitionFields(definition), resourceName: name, tenantId: TENANT },
        });
      }
    }
    return { deploymentKey: this.engine.newKey(), deployments, tenantId: TENANT };
  }

  private async createInstance(body: JsonObject): Promise<JsonValue> {
    const id = String(body['processDefinitionId'] ?? '');
    const definition = this.engine.definition(id);
    if (!definition) {
      throw new HttpProblem(
        404,
        'NOT_FOUND',
        `Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID '${id}', but none found`,
      );
    }
    const instance = this.engine.create(definition, variablesOf(body), this.world.clock());
    const awaiting = body['awaitCompletion'] === true;
    const until = this.world.clock() + numberOf(body, 'requestTimeout', DEFAULT_WAIT_MS);
    while (awaiting && instance.state === 'ACTIVE') {
      const left = until - this.world.clock();
      if (left <= 0 || this.world.stopping())
        throw new HttpProblem(504, 'DEADLINE_EXCEEDED', 'The process instance did not end in time');
      await this.world.change(left);
    }
    return { ...instanceFields(instance), tenantId: TENANT, variables: awaiting ? instance.scope.locals() : {} };
  }

  private searchInstances(body: JsonObject): JsonValue {
    const found = [...this.engine.instances.values()].map((instance) => ({
      ...instanceFields(instance),
      state: instance.state,
      hasIncident: this.engine.incidents.some(
        (incident) => incident.instance === instance && incident.state === 'ACTIVE',
      ),
      tenantId: TENANT,
    }));
    return page(found, body);
  }

  private cancel(key: string): undefined {
    const instance = this.engine.instances.get(key);
    if (instance?.state !== 'ACTIVE')
      throw new HttpProblem(
        404,
        'NOT_FOUND',
        `Expected to cancel a process instance with key '${key}', but no such process was found`,
      );
    this.engine.cancel(instance);
  }

  /** Waits until there is a job, the engine's time for the request is over, or the server stops. */
  private async activate(body: JsonObject): Promise<JsonValue> {
    const type = String(body['type'] ?? '');
    const most = numberOf(body, 'maxJobsToActivate', 0);
    const timeoutMs = numberOf(body, 'timeout', 0);
    if (type === '' || most < 1 || timeoutMs < 1) {
      throw new HttpProblem(
        400,
        'INVALID_ARGUMENT',
        'No type, maxJobsToActivate or timeout provided; each must be given and greater than 0.',
      );
    }
    const asked = numberOf(body, 'requestTimeout', 0);
    const until = this.world.clock() + (asked === 0 ? DEFAULT_WAIT_MS : asked);
    const wanted = body['fetchVariable'] ?? body['fetchVariables'];
    for (;;) {
      const now = this.world.clock();
      const jobs = this.engine.jobs.activate(type, most, timeoutMs, now);
      if (jobs.length > 0 || now >= until || this.world.stopping()) {
        return { jobs: jobs.map((job) => this.jobFields(job, String(body['worker'] ?? ''), wanted)) };
      }
      await this.world.change(Math.min(until, this.engine.jobs.nextDue(type)) - now);
    }
  }

  private jobFields(job: Job, worker: string, wanted: JsonValue | undefined): JsonObject {
    const owner = this.engine.elementInstance(job.elementInstanceKey);
    const visible = owner?.scope.visible() ?? {};
    const names = Array.isArray(wanted) ? wanted.map(String) : [];
    const fetched = Object.fromEntries(
      Object.entries(visible).filter(([name]) => names.length === 0 || names.includes(name)),
    );
    return {
      jobKey: job.key,
      type: job.type,
      ...(owner && instanceFields(owner.instance)),
      elementId: owner?.element.id ?? '',
      elementInstanceKey: job.elementInstanceKey,
      customHeaders: job.headers,
      worker,
      retries: job.retries,
      deadline: job.state.kind === 'activated' ? job.state.deadline : 0,
      variables: fetched,
      tenantId: TENANT,
    };
  }

  private complete(key: string, body: JsonObject): undefined {
    this.engine.completeJob(key, variablesOf(body), this.world.clock());
  }

  private fail(key: string, body: JsonObject): undefined {
    const failure = {
      retries: numberOf(body, 'retries', 0),
      message: typeof body['errorMessage'] === 'string' ? body['errorMessage'] : '',
      backoffMs: numberOf(body, 'retryBackOff', 0),
      variables: variablesOf(body),
    };
    this.engine.failJob(key, failure, this.world.clock());
  }

  private throwError(key: string, body: JsonObject): undefined {
    const code = body['errorCode'];
    if (typeof code !== 'string' || code === '')
      throw new HttpProblem(400, 'INVALID_ARGUMENT', 'No errorCode provided.');
    const message = typeof body['errorMessage'] === 'string' ? body['errorMessage'] : '';
    this.engine.throwError(key, { code, message, variables: variablesOf(body) }, this.world.clock());
  }

  private update(key: string, body: JsonObject): undefined {
    const changes = isJsonObject(body['changeset']) ? body['changeset'] : {};
    const { retries, timeout } = changes;
    const parsed = {
      ...(typeof retries === 'number' && { retries }),
      ...(typeof timeout === 'number' && { timeoutMs: timeout }),
    };
    this.engine.jobs.update(key, parsed, this.world.clock());
  }

  private resolve(key: string): undefined {
    if (!this.engine.resolve(key))
      throw new HttpProblem(
        404,
        'NOT_FOUND',
        `Expected to resolve incident with key '${key}', but no such incident was found`,
      );
  }

  private searchIncidents(body: JsonObject): JsonValue {
    return page(this.engine.incidents.map(incidentFields), body);
  }

  private searchVariables(body: JsonObject): JsonValue {
    const variables = [...this.engine.instances.values()].flatMap((instance) =>
      Object.entries(instance.scope.locals()).map(([name, value]) => ({
        name,
        value: stringifyJson(value),
        processInstanceKey: instance.key,
        scopeKey: instance.key,
        tenantId: TENANT,
      })),
    );
    return page(variables, body);
  }
}

const TOPOLOGY = {
  brokers: [
    {
      nodeId: 0,
      host: '127.0.0.1',
      port: 0,
      partitions: [{ partitionId: 1, role: 'leader', health: 'healthy' }],
      version: '8.8.0',
    },
  ],
  clusterSize: 1,
  partitionsCount: 1,
  replicationFactor: 1,
  gatewayVersion: '8.8.0',
};

/** The items whose fields equal the filter's. */
function page(items: readonly JsonObject[], body: JsonObject): JsonValue {
  const filter = Object.entries(isJsonObject(body['filter']) ? body['filter'] : {});
  const found = items.filter((item) => filter.every(([name, value]) => item[name] === value));
  return { items: found, page: { totalItems: found.length } };
}

function definitionFields({ key, version, model }: ProcessDefinition) {
  return { processDefinitionId: model.id, processDefinitionVersion: version, processDefinitionKey: key };
}

function instanceFields(instance: ProcessInstance) {
  return { ...definitionFields(instance.definition), processInstanceKey: instance.key };
}

function incidentFields(incident: Incident): JsonObject {
  return {
    incidentKey: incident.key,
    ...instanceFields(incident.instance),
    errorType: incident.errorType,
    errorMessage: incident.errorMessage,
    elementId: incident.elementId,
    elementInstanceKey: incident.elementInstanceKey,
    ...(incident.jobKey !== undefined && { jobKey: incident.jobKey }),
    state: incident.state,
    tenantId: TENANT,
  };
}

function variablesOf(body: JsonObject): JsonObject {
  const { variables = {} } = body;
  if (variables === null) return {};
  if (isJsonObject(variables)) return variables;
  throw new HttpProblem(400, 'Bad Request', 'Request property [variables] cannot be parsed');
}

function numberOf(body: JsonObject, name: string, fallback: number): number {
  const value = body[name];
  return typeof value === 'number' ? value : fallback;
}
