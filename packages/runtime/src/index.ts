/** Runs connectors written in TypeScript on Camunda 8. */

export { type BackoffRange, backoffMs } from './backoff.ts';
export { type Answer, type Answered, answerJob } from './camunda/answer-job.ts';
export type { EngineAccess, EngineAuthentication, OAuthClient } from './camunda/engine-access.ts';
export type {
  ActivatedJob,
  ActivationRequest,
  EngineClient,
  JobError,
  JobFailure,
  JobKey,
} from './camunda/engine-client.ts';
export { EngineError, type EngineErrorKind } from './camunda/engine-error.ts';
export {
  createRestEngineClient,
  type RestEngineClient,
  type RestEngineClientOptions,
} from './camunda/rest-engine-client.ts';
export type { Topology } from './camunda/topology.ts';
export { startWorker, type Worker, type WorkerLife, type WorkerOptions } from './camunda/worker.ts';
export type { WorkerEvent, WorkerObserver } from './camunda/worker-event.ts';
export { type ConnectorDefinition, defineConnector, type Execution } from './connector.ts';
export { parseDurationMs } from './duration.ts';
export { runtimeError, runtimeErrorCatalogue } from './errors/catalogue.ts';
export { ConnectorError, type ErrorEntry, errorsOf, type RetryRule } from './errors/connector-error.ts';
export { expressionFunctions } from './job/expression-functions.ts';
export { handleJob, type JobSurroundings } from './job/handle-job.ts';
export { parseJobTimeout, parseRetryBackoff } from './job/headers.ts';
export type { Handled, Outcome, ToldFailure } from './job/outcome.ts';
export { jobLog, type Log, type LogFields, silentLog } from './log.ts';
export { AnswerLate, AnswerTooLong, ask, type Question, type TextAnswer } from './network/ask.ts';
export { type ConnectionOptions, createConnections } from './network/connections.ts';
export { isNetwork } from './network/ip-network.ts';
export { type ProxyRules, proxyFor } from './network/proxy-rules.ts';
export { readTlsFiles, type TlsFiles, TlsFilesError, type TlsOptions } from './network/tls-files.ts';
export { networkReason } from './network-reason.ts';
export type { OperationsServerOptions } from './operations/operations-server.ts';
export {
  type OperationsOptions,
  startOperations,
  type WorkerOperations,
  withoutOperations,
} from './operations/start-operations.ts';
export { directorySecrets } from './secrets/directory-secrets.ts';
export { environmentSecrets } from './secrets/environment-secrets.ts';
export { type Mask, maskOf } from './secrets/mask.ts';
export { replaceBraced } from './secrets/placeholders.ts';
export { firstOf, type SecretNaming, type SecretScope, type SecretSource } from './secrets/secret-source.ts';
export { realWorld, type World } from './world.ts';
