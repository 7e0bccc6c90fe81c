const OFFICIAL = 'io.camunda.connectors.AWSSQS.v1';
const OURS = 'camunda-sqs-connector.send-message';

const isOneOf = (template: string | undefined, id: string) => template === id || template === `${id}-hybrid`;

/** Whether a task is made with this connector's own element template, so that its author knows what it does. */
export function isOurTemplate(template: string | undefined): boolean {
  return isOneOf(template, OURS);
}

/** Whether a task is meant for this connector, whatever its job type: that of hybrid templates may be any. */
export function isSqsTemplate(template: string | undefined): boolean {
  return isOurTemplate(template) || isOneOf(template, OFFICIAL);
}
