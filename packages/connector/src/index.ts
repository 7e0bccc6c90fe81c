/** The Amazon SQS outbound connector for Camunda 8, to be embedded or tested; `camunda-sqs-connector run` is its usual form. */
export { connectorErrorCatalogue } from './errors/own-errors.ts';
export type { Credentials, MessageAttribute, Queue, SendRequest } from './request/send-request.ts';
export type { SendResponse } from './sending/send-message.ts';
export { parseSettings, type Settings } from './settings/settings.ts';
export { SettingsError } from './settings/settings-error.ts';
export { createSqsConnector, SQS_JOB_TYPE, type SqsConnectorOptions } from './sqs-connector.ts';
export { type RunningConnector, type StartOptions, startConnector } from './start-connector.ts';
export { buildTemplate, type TemplateOptions } from './template/build-template.ts';
