import type { ConnectorDefinition } from '@camunda-sqs-connector/runtime';
import type { SendRequest } from '../request/send-request.ts';
import type { SendResponse } from '../sending/send-message.ts';
import type { Settings } from '../settings/settings.ts';
import { createSqsConnector } from '../sqs-connector.ts';

/** The connector as it would run with these settings, but for the sending: what it knows of inputs, the doctor knows too. */
export function connectorAtRest({ defaultChainAllowed }: Settings): ConnectorDefinition<SendRequest, SendResponse> {
  return createSqsConnector({
    send: () => Promise.reject(new Error('the doctor sends nothing')),
    defaultChainAllowed,
  });
}

/** Whether an input configures the call, or holds an entry that does: only there are placeholders of secrets replaced. */
export function configures({ configurationPaths }: ReturnType<typeof connectorAtRest>, path: string): boolean {
  return configurationPaths.some((known) => `${path}.`.startsWith(`${known}.`) || known.startsWith(`${path}.`));
}
