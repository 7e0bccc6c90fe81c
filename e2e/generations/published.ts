import type { Field, Generation } from './generation.ts';

const TYPE = 'io.camunda:aws-sqs:1';

const input = (name: string, more: Partial<Field> = {}): Field => ({ binds: 'input', name, kind: 'String', ...more });
const header = (name: string, more: Partial<Field> = {}): Field => ({ binds: 'header', name, kind: 'String', ...more });
const hidden = (field: Field, value?: string): Field => ({
  ...field,
  kind: 'Hidden',
  ...(value === undefined ? { isOptional: true } : { value }),
});

const type: Field = { binds: 'task', name: 'type', kind: 'Hidden', value: TYPE };
const keys = [input('authentication.accessKey'), input('authentication.secretKey')];
const authentication = [
  input('authentication.type', {
    kind: 'Dropdown',
    value: 'credentials',
    choices: ['credentials', 'defaultCredentialsChain'],
  }),
  ...keys.map((key) => ({ ...key, shownIf: { input: 'authentication.type', equals: 'credentials' } })),
];
const url = input('queue.url');
const queueType = input('queue.type', { kind: 'Dropdown', value: 'standard', choices: ['standard', 'fifo'] });
const fifo = { shownIf: { input: 'queue.type', equals: 'fifo' } };
const ids = [input('queue.messageGroupId', fifo), input('queue.messageDeduplicationId', { ...fifo, isOptional: true })];
const body = input('queue.messageBody', { kind: 'Text' });
const attributes = input('queue.messageAttributes', { kind: 'Text', isOptional: true });
const results = [header('resultVariable'), header('resultExpression', { kind: 'Text' })];
const outcome = [...results, header('errorExpression', { kind: 'Text' })];
const retries = (backoff: string): readonly Field[] => [
  { binds: 'task', name: 'retries', kind: 'String', value: '3' },
  header('retryBackoff', { value: backoff }),
];
const identity = (version: number) => [
  hidden(header('elementTemplateVersion'), String(version)),
  hidden(header('elementTemplateId'), 'io.camunda.connectors.AWSSQS.v1'),
];
const credential = input('awsCredential', { kind: 'Configuration', isOptional: true });
const jobTimeout = header('jobTimeout', { isOptional: true });

/** Before the template was generated from the connector's code: every task is of a queue type. */
const typed = (...region: readonly Field[]) => [type, ...keys, url, ...region, queueType, ...ids, body, attributes];
const configuration = [
  url,
  queueType,
  input('configuration.region'),
  hidden(input('configuration.endpoint')),
  body,
  attributes,
  ...ids,
];
const generated = (version: number, ...end: readonly Field[]) => [
  type,
  ...authentication,
  ...(version >= 12 ? [credential] : []),
  ...configuration,
  ...(version >= 11 ? identity(version) : []),
  ...outcome,
  ...end,
];
const latest = generated(13, ...retries('PT30S'), jobTimeout);

const regionInQueue = typed(input('queue.region'));
const regionInConfiguration = typed(input('configuration.region'));
const bothRegions = [
  type,
  ...keys,
  hidden(input('configuration.nonce'), 'nonce'),
  url,
  input('configuration.region'),
  hidden(input('queue.region'), '=configuration.region'),
  queueType,
  ...ids,
  body,
  attributes,
];

/** Every revision that models in use may have been made with. Several have the number of another. */
export const PUBLISHED = {
  september2022: {
    name: 'the first, of September 2022',
    engine: '^8.1',
    fields: [type, ...keys, url, input('queue.region'), body, attributes, ...results],
  },
  october2022: {
    name: 'October 2022, with errors',
    engine: '^8.1',
    fields: [type, ...keys, url, input('queue.region'), body, attributes, ...outcome],
  },
  typeKeptBack: {
    name: 'April 2023, the queue type kept from the connector',
    engine: '^8.2',
    fields: [
      type,
      ...keys,
      url,
      input('queue.region'),
      ...ids.map(({ shownIf: _shownIf, ...id }) => ({ ...id, isOptional: true })),
      body,
      attributes,
      ...outcome,
    ],
  },
  april2023: { name: 'April 2023, with queue types', engine: '^8.2', fields: [...regionInQueue, ...outcome] },
  v2: { name: 'version 2', version: 2, engine: '^8.2', fields: [...regionInQueue, ...outcome] },
  v3: { name: 'version 3', version: 3, engine: '^8.2', fields: [...regionInConfiguration, ...outcome] },
  v4: { name: 'version 4', version: 4, engine: '^8.2', fields: [...bothRegions, ...outcome] },
  v5: { name: 'version 5', version: 5, engine: '^8.2', fields: [...bothRegions, ...outcome] },
  v5again: { name: 'version 5, again', version: 5, engine: '^8.2', fields: [...regionInConfiguration, ...outcome] },
  v6: { name: 'version 6', version: 6, engine: '^8.2', fields: [...regionInConfiguration, ...outcome] },
  v7: { name: 'version 7', version: 7, engine: '^8.2', fields: [...regionInConfiguration, ...outcome] },
  v8: { name: 'version 8', version: 8, engine: '^8.2', fields: [...regionInConfiguration, ...outcome] },
  v9: {
    name: 'version 9',
    version: 9,
    engine: '^8.4',
    fields: [
      ...[type, ...authentication, url, input('configuration.region'), queueType, ...ids, body, attributes],
      ...outcome,
    ],
  },
  v10: { name: 'version 10', version: 10, engine: '^8.5', fields: generated(10, ...retries('PT0S')) },
  v10later: {
    name: 'version 10, later',
    version: 10,
    engine: '^8.3',
    fields: [...generated(10), ...identity(10), ...retries('PT0S')],
  },
  v11: { name: 'version 11', version: 11, engine: '^8.3', fields: generated(11, ...retries('PT0S')) },
  v11later: { name: 'version 11, later', version: 11, engine: '^8.3', fields: generated(11, ...retries('PT30S')) },
  v12: { name: 'version 12', version: 12, engine: '^8.10', fields: generated(12, ...retries('PT30S')) },
  v13early: { name: 'version 13, early', version: 13, engine: '^8.10', fields: generated(13, ...retries('PT30S')) },
  v13: { name: 'version 13', version: 13, engine: '^8.10', fields: latest },
  hybrid10: {
    name: 'hybrid of version 10',
    version: 10,
    engine: '^8.5',
    isHybrid: true,
    fields: generated(10, ...retries('PT0S')).map(chosenByTheModel),
  },
  hybrid13: {
    name: 'hybrid of version 13',
    version: 13,
    engine: '^8.10',
    isHybrid: true,
    fields: latest.map(chosenByTheModel),
  },
} satisfies Readonly<Record<string, Generation>>;

function chosenByTheModel(field: Field): Field {
  return field === type ? { ...type, kind: 'String' } : field;
}
