import type { Journey } from './journey.ts';

const CONFIGURED = 'eu-central-1';

/** The region is written so, and the message arrives: the placeholder was resolved. */
const resolved = (name: string, region: string, more: Partial<Journey> = {}): Journey => ({
  name: `a secret: ${name}`,
  inputs: { 'configuration.region': region },
  sent: [{ body: 'hello' }],
  ends: { completed: {} },
  ...more,
});

/** The region is written so, and is taken as it is, which is no region. */
const left = (name: string, region: string, found = region): Journey => ({
  name: `no secret: ${name}`,
  inputs: { 'configuration.region': region },
  ends: { incident: new RegExp(`configuration\\.region is ${found.replace(/[{}.*\\]/g, '\\$&')}`) },
});

/** A known secret stands in what would leave with the message. */
const kept = (name: string, inputs: Journey['inputs'] = {}, path: string, variables = '{}'): Journey => ({
  name: `a secret stays inside: ${name}`,
  retries: '3',
  queue: 'fifo',
  inputs: { 'queue.type': 'fifo', 'queue.messageGroupId': 'g', 'queue.messageDeduplicationId': 'd', ...inputs },
  variables,
  ends: { incident: new RegExp(`${path}[\\s\\S]*SECRET_KEY[\\s\\S]*SQS_CONNECTOR_SECRETS_IN_MESSAGES`) },
});

/** Placeholders of secrets: where they are resolved, how they are written, and where they stay what they are. */
export const secrets: readonly Journey[] = [
  resolved('in braces', '{{secrets.REGION}}'),
  resolved('in braces with blanks', '{{  secrets.REGION }}'),
  resolved('in braces with a line break', '="{{\\nsecrets.REGION}}"'),
  resolved('without braces', 'secrets.REGION'),
  resolved('in the middle of a text', 'eu-{{secrets.PART}}-1'),
  resolved('without braces in the middle of a text, where it exists', '="secrets.REGION"'),
  resolved('whose name has a dot and a dash', '{{secrets.my.region-1}}'),
  resolved('whose name is written in small letters', '{{secrets.region}}'),
  resolved('that FEEL puts together', '="{{secrets." + "REGION}}"'),
  resolved('that comes from a variable of the process', '=where', { variables: '{"where":"{{secrets.REGION}}"}' }),
  resolved('in the queue’s URL', CONFIGURED, {
    inputs: { 'queue.url': 'https://sqs.{{secrets.REGION}}.amazonaws.com/123456789012/<queue>' },
  }),
  resolved('in the region of old models', CONFIGURED, {
    inputs: { 'configuration.region': undefined, 'queue.region': '{{secrets.REGION}}' },
  }),
  resolved('that the operator allows in messages', CONFIGURED, {
    inputs: {
      'queue.messageBody': '={a: ["{{secrets.GREETING}}"]}',
      'queue.messageAttributes': '={g: {StringValue: "{{ secrets.GREETING }}", DataType: "String"}}',
    },
    sent: [
      {
        body: '{"a":["allowed-in-messages"]}',
        attributes: { g: { DataType: 'String', StringValue: 'allowed-in-messages' } },
      },
    ],
  }),
  left('what another secret’s value names', '{{secrets.NESTED}}', '***'),
  left('in capitals', '{{SECRETS.REGION}}'),
  left('in the singular', '{{secret.REGION}}'),
  left('without a name', '{{secrets.}}'),
  left('inside a longer word', 'mysecrets.REGION'),
  left('an unknown one inside a text', 'see secrets.txt'),
  {
    name: 'a secret: an empty one is a value, and empty keys are refused',
    inputs: { 'authentication.secretKey': '{{secrets.EMPTY}}' },
    ends: { incident: /authentication\.secretKey: Validation failed\. Original message: must not be blank/ },
  },
  {
    name: 'no secret: keys of contexts are never looked at',
    inputs: { 'queue.messageBody': '={"{{secrets.SECRET_KEY}}": 1}' },
    sent: [{ body: '{"{{secrets.SECRET_KEY}}":1}' }],
    ends: { completed: {} },
  },
  ...['{{secrets.NOPE}}', 'secrets.NOPE', 'eu-{{secrets.NOPE}}-1'].map(
    (region): Journey => ({
      name: `a secret that is missing: ${region}`,
      retries: '3',
      inputs: { 'configuration.region': region },
      ends: { incident: /^Secret with name 'NOPE' is not available: configuration\.region.*SECRET_NOPE/ },
    }),
  ),
  kept('in the body', { 'queue.messageBody': 'a {{secrets.SECRET_KEY}} b' }, 'queue\\.messageBody'),
  kept(
    'deep in the body',
    { 'queue.messageBody': '={a: [1, {b: "{{secrets.SECRET_KEY}}"}]}' },
    'queue\\.messageBody\\.a\\[1\\]\\.b',
  ),
  kept(
    'in data of the process',
    { 'queue.messageBody': '=order' },
    'queue\\.messageBody\\.note',
    '{"order":{"note":"{{ secrets.SECRET_KEY }}"}}',
  ),
  kept(
    'in an attribute',
    { 'queue.messageAttributes': '={a: {StringValue: "{{secrets.SECRET_KEY}}", DataType: "String"}}' },
    'queue\\.messageAttributes\\.a',
  ),
  kept('in the group', { 'queue.messageGroupId': '{{secrets.SECRET_KEY}}' }, 'queue\\.messageGroupId'),
  kept(
    'in the deduplication id',
    { 'queue.messageDeduplicationId': '{{secrets.SECRET_KEY}}' },
    'queue\\.messageDeduplicationId',
  ),
  {
    name: 'a secret is masked in an incident that quotes it',
    inputs: { 'configuration.endpoint': 'https://{{secrets.SECRET_KEY}}.example.com' },
    ends: { incident: /https:\/\/\*\*\*\.example\.com/ },
  },
  {
    name: 'a secret is masked in what an error expression makes of an error',
    inputs: { 'configuration.endpoint': 'https://{{secrets.SECRET_KEY}}.example.com' },
    headers: { errorExpression: '=ignoreError({told: error.message})' },
    ends: { completed: { told: /https:\/\/\*\*\*\.example\.com/ } },
  },
];
