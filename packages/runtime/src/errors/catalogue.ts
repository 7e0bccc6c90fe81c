import { type ErrorEntry, errorsOf } from './connector-error.ts';

const INPUT = 'io.camunda.connector.api.error.ConnectorInputException';

/** The errors that the runtime itself raises, whatever the connector. */
export const runtimeErrorCatalogue = {
  INVALID_INPUT: { when: 'an input is missing or has a wrong value', retry: 'none', type: INPUT },
  SECRET_NOT_FOUND: {
    when: 'a placeholder names a secret that no provider knows',
    retry: 'none',
    type: INPUT,
    loggable: true,
  },
  SECRET_IN_MESSAGE: {
    when: 'the placeholder of a known secret stands in what is sent, where secrets are not allowed',
    retry: 'none',
    type: INPUT,
  },
  INVALID_RETRY_BACKOFF: {
    when: 'the header retryBackoff is no ISO 8601 duration',
    retry: 'none',
    type: 'io.camunda.connector.runtime.core.error.InvalidBackOffDurationException',
  },
  INVALID_JOB_TIMEOUT: {
    when: 'the header jobTimeout is no positive ISO 8601 duration',
    retry: 'none',
    type: 'io.camunda.connector.runtime.core.error.InvalidJobTimeoutException',
  },
  INVALID_EXPRESSION: {
    when: 'the result or error expression cannot be parsed; nothing was sent',
    retry: 'none',
    type: 'io.camunda.connector.feel.FeelEngineWrapperException',
  },
  EXPRESSION_FAILED: {
    when: 'the result expression cannot be evaluated; the work is done already',
    retry: 'none',
    type: 'io.camunda.connector.feel.FeelEngineWrapperException',
  },
  INVALID_RESULT: { when: 'an expression gives no context, or one that is too large', retry: 'none', type: INPUT },
  NO_TIME_LEFT: {
    when: 'too little of the job’s time is left to start its work',
    retry: 'same',
    type: 'java.lang.IllegalStateException',
    loggable: true,
  },
  JOB_TIMEOUT_ELAPSED: {
    when: 'the time that the header jobTimeout gives was over before the work could start',
    retry: 'fewer',
    type: 'java.lang.IllegalStateException',
    loggable: true,
  },
  UNEXPECTED: {
    when: 'the connector failed in a way that it does not know',
    retry: 'fewer',
    type: 'java.lang.RuntimeException',
  },
} as const satisfies Record<string, ErrorEntry>;

export const runtimeError = errorsOf(runtimeErrorCatalogue);
