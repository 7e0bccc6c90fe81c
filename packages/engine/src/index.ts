/** An embedded Camunda 8: its REST API v2 in one Node process, in memory. */
export { Engine, type EngineListener, type Incident, type ProcessInstance } from './core/engine.ts';
export { type Job, JobRejection, type JobState, Jobs } from './core/jobs.ts';
export { type EngineServer, type EngineServerOptions, startEngineServer } from './rest/engine-server.ts';
