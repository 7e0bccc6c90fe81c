import { type ErrorEntry, errorsOf } from './connector-error.ts';

const INPUT = 'io.camunda.connector.api.error.ConnectorInputException';
const FEEL = 'io.camunda.connector.feel.FeelEngineWrapperException';

/** The errors that the runtime itself raises, whatever the connector. */
export const runtimeErrorCatalogue = {
  INVALID_INPUT: {
    when: 'an input is missing or has a wrong value',
    retry: 'none',
    type: INPUT,
    remedy: 'Correct the inputs that the message names.',
  },
  SECRET_NOT_FOUND: {
    when: 'a placeholder names a secret that no provider knows',
    retry: 'none',
    type: INPUT,
    remedy: 'Set the variable or file that the message names, or correct the secret’s name in the model.',
    loggable: true,
  },
  SECRET_IN_MESSAGE: {
    when: 'the placeholder of a known secret stands in what is sent, where secrets are not allowed',
    retry: 'none',
    type: INPUT,
    remedy: 'Take it out of the message, or let the operator allow the name with SQS_CONNECTOR_SECRETS_IN_MESSAGES.',
  },
  INVALID_RETRY_BACKOFF: {
    when: 'the header retryBackoff is no ISO 8601 duration',
    retry: 'none',
    type: 'io.camunda.connector.runtime.core.error.InvalidBackOffDurationException',
    remedy: 'Write days, hours, minutes and seconds, for example PT30S.',
  },
  INVALID_JOB_TIMEOUT: {
    when: 'the header jobTimeout is no positive ISO 8601 duration',
    retry: 'none',
    type: 'io.camunda.connector.runtime.core.error.InvalidJobTimeoutException',
    remedy: 'Write days, hours, minutes and seconds, for example PT5M, or leave the header out.',
  },
  INVALID_EXPRESSION: {
    when: 'the result or error expression cannot be parsed; nothing was sent',
    retry: 'none',
    type: FEEL,
    remedy: 'Correct the expression at the place that the message names.',
  },
  EXPRESSION_FAILED: {
    when: 'the result or error expression cannot be evaluated; the message may be out already',
    retry: 'none',
    type: FEEL,
    remedy: 'Correct the expression. Where the message was sent, its id is in the incident: do not retry the job.',
  },
  INVALID_RESULT: {
    when: 'the result or error expression gives no context, or one that is too large; the message may be out already',
    retry: 'none',
    type: INPUT,
    remedy:
      'Let the expression give a context. Where the message was sent, its id is in the incident: do not retry the job.',
  },
  NO_TIME_LEFT: {
    when: 'too little of the job’s time is left to start its work',
    retry: 'same',
    type: 'java.lang.IllegalStateException',
    remedy:
      'Nothing: the engine hands the job out again. If it happens often, have fewer jobs in work or a longer job timeout.',
    loggable: true,
  },
  JOB_TIMEOUT_ELAPSED: {
    when: 'the time that the header jobTimeout gives was over before the work could start',
    retry: 'fewer',
    type: 'java.lang.IllegalStateException',
    remedy: 'Give the header jobTimeout more time, a few seconds at least.',
    loggable: true,
  },
  UNEXPECTED: {
    when: 'the connector failed in a way that it does not know',
    retry: 'fewer',
    type: 'java.lang.RuntimeException',
    remedy: 'The message tells what is known. Please report it as a defect.',
  },
} as const satisfies Record<string, ErrorEntry>;

export const runtimeError = errorsOf(runtimeErrorCatalogue);
