import type { TaskCheck } from '../findings.ts';

/** A task of the template whose jobs go to somebody else, as hybrid templates allow it. */
export const jobType: TaskCheck = ({ jobType, line }, settings) => {
  if (jobType === settings.jobType || jobType.startsWith('=')) return [];
  const text =
    jobType === ''
      ? `the task has an SQS template, but no job type: the engine refuses to deploy the model. Set the type ${settings.jobType}.`
      : `its jobs are of the type ${jobType}, but this connector works for ${settings.jobType}: it leaves them alone. Run one with CONNECTOR_AWS_SQS_OUTBOUND_TYPE=${jobType}, or set the task's type to ${settings.jobType}.`;
  return [{ severity: jobType === '' ? 'error' : 'warning', line, text }];
};
