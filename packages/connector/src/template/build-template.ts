import { AWS_CREDENTIAL, withAwsCredential } from './aws-credential.ts';
import { FIELD_GROUPS } from './field.ts';
import { ICON } from './icon.ts';
import { type Engine, identityOf, identityProperties } from './identity.ts';
import { inputProperties } from './input-properties.ts';
import { OUTCOME_GROUPS, OUTCOME_PROPERTIES } from './outcome-properties.ts';
import type { Property } from './property.ts';
import { TASK_TYPE_GROUP, taskType } from './task-type.ts';

export interface TemplateOptions {
  /** The first engine that the models are for. From 8.10 on, keys and region can be a credential kept outside of the model. @default '8.6' */
  readonly engine?: Engine;
  /** Whether models choose the job type, and with it the connector that works for them. @default false */
  readonly isHybrid?: boolean;
}

/** The element template with which a modeller turns a task into one that sends a message. It follows the inputs' schema. */
export function buildTemplate({ engine = '8.6', isHybrid = false }: TemplateOptions = {}): Property {
  const identity = identityOf({ engine, isHybrid });
  const hasCredential = engine === '8.10';
  return {
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    name: identity.name,
    id: identity.id,
    version: identity.version,
    description: 'Sends a message to a queue of Amazon SQS and gives its id back to the process',
    keywords: ['sqs', 'queue', 'message', 'aws'],
    category: { id: 'connectors', name: 'Connectors' },
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
    engines: { camunda: `^${engine}` },
    groups: [
      ...(isHybrid ? [TASK_TYPE_GROUP] : []),
      ...FIELD_GROUPS,
      { id: 'connector', label: 'Connector' },
      ...OUTCOME_GROUPS,
    ],
    properties: [
      taskType(isHybrid),
      ...(hasCredential ? withAwsCredential(inputProperties()) : inputProperties()),
      ...identityProperties(identity),
      ...OUTCOME_PROPERTIES,
    ],
    ...(hasCredential && { configurationTemplates: [AWS_CREDENTIAL] }),
    icon: { contents: ICON },
  };
}
