import { type ErrorEntry, errorsOf } from '@camunda-sqs-connector/runtime';

const INPUT = 'io.camunda.connector.api.error.ConnectorInputException';
const CLIENT = 'software.amazon.awssdk.core.exception.SdkClientException';

/** The errors that this connector itself raises. What SQS answers keeps SQS's own names. */
export const connectorErrorCatalogue = {
  ENDPOINT_NOT_ALLOWED: {
    when: 'a request would go to a host that is neither AWS’s nor allowed',
    retry: 'none',
    type: INPUT,
    loggable: true,
  },
  REGION_MISSING: {
    when: 'no input gives the region of the queue',
    retry: 'none',
    type: 'jakarta.validation.ValidationException',
  },
  REGION_MISMATCH: { when: 'the queue’s URL is of another region than the configured one', retry: 'none', type: INPUT },
  INVALID_QUEUE_URL: { when: 'queue.url is no URL of a queue', retry: 'none', type: INPUT },
  CREDENTIALS_UNAVAILABLE: {
    when: 'the default provider chain gives no credentials',
    retry: 'fewer',
    type: CLIENT,
    loggable: true,
  },
  CONNECTION_FAILED: {
    when: 'the queue’s endpoint could not be reached, or did not answer',
    retry: 'fewer',
    type: CLIENT,
    loggable: true,
  },
  BROKEN_ANSWER: { when: 'the endpoint’s answer is not one of SQS', retry: 'fewer', type: CLIENT, loggable: true },
  CHECKSUM_MISMATCH: {
    when: 'the MD5 in SQS’s answer is not the message’s: what arrived is unknown',
    retry: 'fewer',
    type: CLIENT,
    loggable: true,
  },
} as const satisfies Record<string, ErrorEntry>;

export const connectorError = errorsOf(connectorErrorCatalogue);
