import { type Field, type Generation, type WrittenTask, write } from './generation.ts';

/** Values that no template has by itself. */
const VALUES: Readonly<Record<string, string>> = {
  'authentication.accessKey': 'secrets.ACCESS_KEY',
  'authentication.secretKey': '{{secrets.SECRET_KEY}}',
  'queue.url': '="https://sqs.eu-central-1.amazonaws.com/123456789012/" + name',
  'queue.region': 'secrets.REGION',
  'queue.messageGroupId': '=customer.id',
  'queue.messageDeduplicationId': 'd-1',
  'configuration.region': 'eu-central-1',
  'configuration.endpoint': 'https://vpce-1.sqs.eu-central-1.vpce.amazonaws.com',
  'queue.messageBody': '={"order": order}',
  'queue.messageAttributes': '={"priority": {"StringValue": "high", "DataType": "String"}}',
  resultVariable: 'response',
  resultExpression: '={id: response.messageId}',
  errorExpression: '=if error.code = "X" then bpmnError("X") else null',
  retries: '7',
  retryBackoff: 'PT7S',
  jobTimeout: 'PT7M',
};

const CHOICES: readonly (readonly [how: string, choices: Readonly<Record<string, string>>])[] = [
  ['keys', {}],
  ['keys, FIFO', { 'queue.type': 'fifo' }],
  ['default chain', { 'authentication.type': 'defaultCredentialsChain' }],
  ['default chain, FIFO', { 'authentication.type': 'defaultCredentialsChain', 'queue.type': 'fifo' }],
];

/** The tasks that can be made with a generation, one for each combination of its choices, with all fields that it shows filled in. */
export function waysToFillIn(generation: Generation): readonly (readonly [how: string, task: WrittenTask])[] {
  const { fields, isHybrid } = generation;
  const find = (name: string) => fields.find((field) => field.name === name);
  const possible = CHOICES.filter(([, choices]) => Object.keys(choices).every((name) => find(name)));
  return possible.map(([how, choices]) => {
    const chosen = (name: string) => choices[name] ?? find(name)?.value;
    const isShown = ({ shownIf }: Field) => !shownIf || chosen(shownIf.input) === shownIf.equals;
    const filled = fields.flatMap((field) => {
      const value = VALUES[field.name];
      return value !== undefined && isShown(field) && !isConstant(field) ? [[field.name, value]] : [];
    });
    return [
      how,
      write(generation, { ...Object.fromEntries(filled), ...choices, ...(isHybrid && { type: 'my-type' }) }),
    ];
  });
}

/** Whether the modeller has no say in it: hidden, and with a value of its own. */
export function isConstant({ kind, value }: Field): boolean {
  return kind === 'Hidden' && value !== undefined;
}
