import { inputs } from '../request/schema.ts';
import { SQS_JOB_TYPE } from '../sqs-connector.ts';
import { type TemplateField, templateFields } from './field.ts';
import { ICON } from './icon.ts';

/** A property of an element template: https://docs.camunda.io/docs/components/modeler/element-templates/defining-templates/ */
type Property = Readonly<Record<string, unknown>>;

const TEMPLATE_ID = 'camunda-sqs-connector.send-message';
const TEMPLATE_VERSION = 1;

/** The element template with which a modeller turns a task into one that sends a message. It follows the inputs' schema. */
export function buildTemplate(): Property {
  return {
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    name: 'Send to SQS queue (camunda-sqs-connector)',
    id: TEMPLATE_ID,
    version: TEMPLATE_VERSION,
    description: 'Sends a message to a queue of Amazon SQS and gives its id back to the process',
    keywords: ['sqs', 'queue', 'message', 'aws'],
    category: { id: 'connectors', name: 'Connectors' },
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
    engines: { camunda: '^8.6' },
    groups: [
      { id: 'authentication', label: 'Authentication' },
      { id: 'configuration', label: 'Queue' },
      { id: 'input', label: 'Message' },
      { id: 'connector', label: 'Connector' },
      { id: 'output', label: 'Result' },
      { id: 'error', label: 'Errors' },
      { id: 'retries', label: 'Retries' },
    ],
    properties: [taskType(), ...inputProperties(), ...connectorProperties()],
    icon: { contents: ICON },
  };
}

function taskType(): Property {
  return { type: 'Hidden', value: SQS_JOB_TYPE, binding: { type: 'zeebe:taskDefinition', property: 'type' } };
}

/** The fields of the schema, group by group. */
function inputProperties(): readonly Property[] {
  const found = Object.entries(inputs.shape).flatMap(([root, schema]) => {
    const object = 'unwrap' in schema ? schema.unwrap().unwrap() : schema;
    return Object.entries(object.shape).flatMap(([name, field]) => {
      const described = templateFields.get(field);
      return described ? [{ path: `${root}.${name}`, described }] : [];
    });
  });
  const order = ['authentication', 'configuration', 'input'] as const;
  return order.flatMap((group) => {
    const fields = found.filter(({ described }) => described.group === group);
    const queueFirst = [...fields].sort(
      (a, b) => Number(b.path.startsWith('queue.')) - Number(a.path.startsWith('queue.')),
    );
    return queueFirst.flatMap(({ path, described }) => propertiesOf(path, described));
  });
}

function propertiesOf(path: string, field: TemplateField): readonly Property[] {
  const conditions = field.shownIf ?? [];
  if (conditions.length === 0) return [propertyOf(path, path, field, field.required ?? false)];
  return conditions.map(({ input, equals, required }, index) => ({
    ...propertyOf(index === 0 ? path : `${path}.${equals}`, path, field, required ?? field.required ?? false),
    condition: { property: input, equals, type: 'simple' },
  }));
}

function propertyOf(id: string, path: string, field: TemplateField, required: boolean): Property {
  const { kind, feel, value, label, description, group } = field;
  return {
    id,
    label,
    ...(description !== undefined && { description }),
    group,
    type: kind.type,
    ...(kind.type === 'Dropdown' && { choices: kind.choices.map(([choice, name]) => ({ value: choice, name })) }),
    ...(feel !== undefined && { feel }),
    ...(value !== undefined && { value }),
    ...(required && { constraints: { notEmpty: true } }),
    ...(!required && value === undefined && { optional: true }),
    binding: { type: 'zeebe:input', name: path },
  };
}

function header(key: string) {
  return { type: 'zeebe:taskHeader', key };
}

/** What every connector's template has: its identity, results, errors and retries. */
function connectorProperties(): readonly Property[] {
  return [
    {
      id: 'version',
      group: 'connector',
      type: 'Hidden',
      value: String(TEMPLATE_VERSION),
      binding: header('elementTemplateVersion'),
    },
    { id: 'id', group: 'connector', type: 'Hidden', value: TEMPLATE_ID, binding: header('elementTemplateId') },
    {
      id: 'resultVariable',
      label: 'Result variable',
      description: 'The name of the process variable that gets the whole response',
      group: 'output',
      type: 'String',
      optional: true,
      binding: header('resultVariable'),
    },
    {
      id: 'resultExpression',
      label: 'Result expression',
      description: 'Process variables from the response, for example = {id: response.messageId}',
      group: 'output',
      type: 'Text',
      feel: 'required',
      optional: true,
      binding: header('resultExpression'),
    },
    {
      id: 'errorExpression',
      label: 'Error expression',
      description:
        'What an error means to the process, for example = if error.code = "QueueDoesNotExist" then bpmnError("NO_QUEUE") else null',
      group: 'error',
      type: 'Text',
      feel: 'required',
      optional: true,
      binding: header('errorExpression'),
    },
    {
      id: 'retryCount',
      label: 'Retries',
      description: 'How often the job is executed at the most',
      group: 'retries',
      type: 'String',
      value: '3',
      feel: 'optional',
      binding: { type: 'zeebe:taskDefinition', property: 'retries' },
    },
    {
      id: 'retryBackoff',
      label: 'Retry backoff',
      description: 'The pause before the next try, an ISO 8601 duration',
      group: 'retries',
      type: 'String',
      value: 'PT30S',
      binding: header('retryBackoff'),
    },
    {
      id: 'jobTimeout',
      label: 'Job timeout',
      description: 'How long the engine waits before it hands the job out again, an ISO 8601 duration',
      group: 'retries',
      type: 'String',
      optional: true,
      binding: header('jobTimeout'),
    },
  ];
}
