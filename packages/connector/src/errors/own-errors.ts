import { type ConnectorError, errorsOf } from '@camunda-sqs-connector/runtime';
import type { SendErrorEntry } from './repetition.ts';

const INPUT = 'io.camunda.connector.api.error.ConnectorInputException';
const CLIENT = 'software.amazon.awssdk.core.exception.SdkClientException';

/** The errors that this connector itself raises. What SQS answers keeps SQS's own names: `aws-errors.ts`. */
export const connectorErrorCatalogue = {
  ENDPOINT_NOT_ALLOWED: {
    when: 'a request would go to a host that is neither AWS’s nor allowed',
    retry: 'none',
    repetition: 'never',
    type: INPUT,
    remedy:
      'Correct queue.url or configuration.endpoint, or let the operator allow the host with SQS_CONNECTOR_ALLOWED_ENDPOINTS.',
    loggable: true,
  },
  ENDPOINT_ADDRESS_FORBIDDEN: {
    when: 'a request would go to a link-local address, or to one where a cloud gives credentials to its machines',
    retry: 'none',
    repetition: 'never',
    type: INPUT,
    remedy:
      'Correct queue.url, configuration.endpoint or AWS_ENDPOINT_URL_SQS, or the entries of their host in DNS. No setting allows such addresses.',
    loggable: true,
  },
  REGION_MISSING: {
    when: 'no input gives the region of the queue',
    retry: 'none',
    repetition: 'never',
    type: 'jakarta.validation.ValidationException',
    remedy: 'Set configuration.region to the queue’s region.',
  },
  REGION_MISMATCH: {
    when: 'the queue’s URL is of another region than the configured one',
    retry: 'none',
    repetition: 'never',
    type: INPUT,
    remedy: 'Set configuration.region and queue.url to the queue’s region.',
  },
  INVALID_QUEUE_URL: {
    when: 'the queue’s URL, or the model’s own endpoint, is none that can be sent to',
    retry: 'none',
    repetition: 'never',
    type: INPUT,
    remedy: 'Take the queue’s URL as AWS shows it. An endpoint of the model’s own has no path.',
  },
  CREDENTIALS_UNAVAILABLE: {
    when: 'the default provider chain gives no credentials, or none in the job’s time',
    retry: 'fewer',
    repetition: 'never',
    type: CLIENT,
    remedy:
      'Give the connector’s machine a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; where the message tells what a provider said, correct that.',
    loggable: true,
  },
  CLUSTER_UNKNOWN: {
    when: 'a FIFO message needs an id made from its job, but the engine does not tell which cluster it is; nothing was sent',
    retry: 'fewer',
    repetition: 'never',
    type: 'java.lang.IllegalStateException',
    remedy: 'Let the connector ask the engine for its topology, or set SQS_CONNECTOR_DEDUPLICATION_NAMESPACE.',
    loggable: true,
  },
  CONNECTION_FAILED: {
    when: 'the queue’s endpoint could not be reached, or did not answer: whether the message arrived is unknown',
    retry: 'fewer',
    repetition: 'afterPauses',
    type: CLIENT,
    remedy: 'Check queue.url, configuration.endpoint, the network and its proxies.',
    loggable: true,
  },
  BROKEN_ANSWER: {
    when: 'the endpoint’s answer is not one of SQS: whether the message arrived is unknown',
    retry: 'fewer',
    repetition: 'never',
    type: CLIENT,
    remedy: 'Check that the endpoint is one of SQS, and that no proxy answers in its place.',
    loggable: true,
  },
  CHECKSUM_MISMATCH: {
    when: 'the MD5 in SQS’s answer is not the message’s: what arrived is unknown',
    retry: 'fewer',
    repetition: 'never',
    type: CLIENT,
    remedy: 'Look for the message in its queue. Something between the connector and SQS changes what passes.',
    loggable: true,
  },
} as const satisfies Record<string, SendErrorEntry>;

export const connectorError = errorsOf(connectorErrorCatalogue);

/** Whether the same request may succeed after a pause. */
export function passesByItself({ code }: ConnectorError): boolean {
  const entries: Readonly<Record<string, SendErrorEntry>> = connectorErrorCatalogue;
  return entries[code]?.repetition === 'afterPauses';
}
