/** An embedded Camunda 8: its REST API v2 in one Node process, in memory. */
export type { ElementInstance, Lifecycle, ProcessDefinition } from './core/element-instance.ts';
export { Engine, type EngineOptions, type JobFailure, type PublishedMessage, type ThrownError } from './core/engine.ts';
export { CommandRejected, type IncidentType } from './core/failure.ts';
export type { Incident } from './core/incidents.ts';
export type { EngineRecord, JobEvent } from './core/records.ts';
export { type DueJob, type Job, type JobState, Jobs } from './jobs/jobs.ts';
export { parseModel } from './model/parse-model.ts';
export { ModelRefused } from './model/problems.ts';
export { type EngineServer, type EngineServerOptions, startEngineServer } from './rest/engine-server.ts';
