import { networkReason } from '@camunda-sqs-connector/runtime';
import { SettingsError } from './settings/settings-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something else listens there already',
  EACCES: 'this process may not listen there; ports below 1024 need a privilege',
};

/** Why probes and metrics cannot be served on a port. */
export function portError(port: number, error: unknown): SettingsError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code] ?? networkReason(error);
  return new SettingsError([
    `SQS_CONNECTOR_HTTP_PORT=${port} cannot be used for probes and metrics: ${reason}. Set another port, or 0 for any that is free.`,
  ]);
}
