import { type Route, TENANT } from '../api.ts';
import { numberField, requiredText, textField, variablesField } from '../fields.ts';

export const eventRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v2/messages/publication',
    answer({ engine, now }, { body }) {
      const message = {
        name: requiredText(body, 'name'),
        correlationKey: textField(body, 'correlationKey') ?? '',
        messageId: textField(body, 'messageId') ?? '',
        timeToLiveMs: numberField(body, 'timeToLive') ?? 0,
        variables: variablesField(body),
      };
      return { messageKey: engine.publishMessage(message, now()), tenantId: TENANT };
    },
  },
  {
    method: 'POST',
    path: '/v2/messages/correlation',
    answer({ engine, now }, { body }) {
      const message = {
        name: requiredText(body, 'name'),
        correlationKey: textField(body, 'correlationKey') ?? '',
        variables: variablesField(body),
      };
      const { key, processInstanceKey } = engine.correlateMessage(message, now());
      return { messageKey: key, processInstanceKey, tenantId: TENANT };
    },
  },
  {
    method: 'POST',
    path: '/v2/signals/broadcast',
    answer({ engine, now }, { body }) {
      engine.broadcastSignal(requiredText(body, 'signalName'), variablesField(body), now());
      return { signalKey: engine.newKey(), tenantId: TENANT };
    },
  },
];
