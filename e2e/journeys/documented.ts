import type { Journey } from './journey.ts';

const ATTRIBUTES =
  '={"timestamp": {"StringValue": today(), "DataType": "String"}, "messageSubmittedBy": {"StringValue": "user12345", "DataType": "String"}}';

/** What the connector's documentation shows, point by point. */
export const documented: readonly Journey[] = [
  {
    name: 'body, attributes and result expression as in the documentation',
    inputs: { 'queue.messageBody': '=order', 'queue.messageAttributes': ATTRIBUTES },
    headers: { resultExpression: '= {\n"createdMessageID": response.messageId\n}' },
    variables: '{"order":{"id":7,"text":"x"}}',
    sent: [
      {
        body: '{"id":7,"text":"x"}',
        attributes: {
          timestamp: { DataType: 'String', StringValue: /^\d{4}-\d\d-\d\d$/ },
          messageSubmittedBy: { DataType: 'String', StringValue: 'user12345' },
        },
      },
    ],
    ends: { completed: { createdMessageID: '"<id>"', response: undefined } },
  },
  {
    name: 'the result variable holds the response',
    headers: { resultVariable: 'myResultVariable' },
    sent: [{ body: 'hello' }],
    ends: { completed: { myResultVariable: /^\{"messageId":"<id>"/ } },
  },
  {
    name: 'result variable and result expression together',
    headers: { resultVariable: 'response', resultExpression: '={id: messageId}' },
    sent: [{}],
    ends: { completed: { response: /"messageId":"<id>"/, id: '"<id>"' } },
  },
  {
    name: 'without result headers the process learns nothing',
    sent: [{}],
    ends: { completed: { messageId: undefined, response: undefined } },
  },
  {
    name: 'a blank result variable counts as none',
    headers: { resultVariable: ' ', resultExpression: '' },
    sent: [{}],
    ends: { completed: { response: undefined } },
  },
  {
    name: 'the keys in plain text',
    inputs: { 'authentication.accessKey': 'AKIAPLAIN', 'authentication.secretKey': 'canary-plain' },
    sent: [{}],
    ends: { completed: {} },
  },
  {
    name: 'the keys as {{secrets.NAME}} and as secrets.NAME',
    inputs: {
      'authentication.accessKey': 'secrets.ACCESS_KEY',
      'authentication.secretKey': '{{ secrets.SECRET_KEY }}',
    },
    sent: [{}],
    ends: { completed: {} },
  },
  {
    name: 'the default credentials chain',
    inputs: {
      'authentication.type': 'defaultCredentialsChain',
      'authentication.accessKey': undefined,
      'authentication.secretKey': undefined,
    },
    sent: [{}],
    ends: { completed: {} },
  },
  {
    name: 'no authentication type means keys',
    inputs: { 'authentication.type': undefined },
    sent: [{}],
    ends: { completed: {} },
  },
  {
    name: 'the region where the first template versions have it',
    inputs: { 'configuration.region': undefined, 'queue.region': 'eu-central-1' },
    sent: [{}],
    ends: { completed: {} },
  },
  {
    name: 'both regions: that of the configuration counts',
    inputs: { 'configuration.region': 'eu-central-1', 'queue.region': 'us-east-1' },
    sent: [{}],
    ends: { completed: {} },
  },
  {
    name: 'the region as a secret',
    inputs: { 'configuration.region': '{{secrets.REGION}}' },
    sent: [{}],
    ends: { completed: {} },
  },
  {
    name: 'FIFO with a group and a deduplication id',
    queue: 'fifo',
    inputs: {
      'queue.type': 'fifo',
      'queue.messageGroupId': '="customer-" + string(7)',
      'queue.messageDeduplicationId': 'd-1',
    },
    sent: [{ body: 'hello', groupId: 'customer-7', deduplicationId: 'd-1' }],
    ends: { completed: {} },
  },
  {
    name: 'FIFO, the queue deduplicates by content',
    queue: 'fifo, deduplicating by content',
    inputs: { 'queue.type': 'FIFO', 'queue.messageGroupId': 'g' },
    sent: [
      {
        body: 'hello',
        groupId: 'g',
        deduplicationId: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
      },
    ],
    ends: { completed: {} },
  },
];
