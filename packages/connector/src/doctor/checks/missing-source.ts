import type { TaskCheck } from '../findings.ts';

/** Inputs that are named, but get nothing: engines before 8.8 do not know what to do with them. */
export const missingSource: TaskCheck = ({ inputs }) =>
  inputs.flatMap(({ target, source, line }) => {
    if (source !== '') return [];
    const text = `${target} has no source: engines before Camunda 8.8 refuse to deploy the model, later ones give null. Set it, or remove the input.`;
    return [{ severity: 'note', line, text }];
  });
