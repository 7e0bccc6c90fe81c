import type { Condition, Property } from './property.ts';

/** The id under which Camunda keeps AWS credentials that several models share. */
const CONFIGURATION_ID = 'io.camunda:aws-credential:1';

/** Chooses a credential that is kept outside of the model. Engines can resolve it from 8.10 on. */
const CHOOSER: Property = {
  id: 'awsCredential',
  label: 'Shared credential',
  description: 'Keys and region that are kept outside of the model. Without one, give them below',
  group: 'authentication',
  type: 'Configuration',
  configurationTemplate: CONFIGURATION_ID,
  optional: true,
  binding: { type: 'zeebe:input', name: 'awsCredential' },
};

const NONE_CHOSEN: Condition = { property: 'awsCredential', isEmpty: true, type: 'simple' };
const REPLACED = /^(authentication\.|configuration\.region|queue\.region)/;

/** The chooser, and what it replaces shown only while nothing is chosen: required fields would ask for what is not used. */
export function withAwsCredential(properties: readonly Property[]): readonly Property[] {
  const others = properties.map((property) => {
    if (!REPLACED.test(String(property['id']))) return property;
    const condition = property['condition'] ? { allMatch: [NONE_CHOSEN, property['condition']] } : NONE_CHOSEN;
    return { ...property, condition };
  });
  return [CHOOSER, ...others];
}

const withKeys: Condition = { property: 'authentication.type', equals: 'credentials', type: 'simple' };

/** The form with which a Modeler edits such a credential. */
export const AWS_CREDENTIAL: Property = {
  id: CONFIGURATION_ID,
  name: 'AWS credential',
  kind: 'CREDENTIAL',
  version: 1,
  description: 'Who asks AWS, and in which region',
  properties: [
    {
      id: 'authentication.type',
      label: 'Authentication',
      type: 'Dropdown',
      choices: [
        { value: 'credentials', name: 'Access key and secret key' },
        { value: 'defaultCredentialsChain', name: 'What the connector’s machine provides (roles, environment, files)' },
      ],
      value: 'credentials',
      binding: { type: 'property', name: 'authentication.type' },
    },
    keyOf('accessKey', 'Access key'),
    keyOf('secretKey', 'Secret key'),
    {
      id: 'region',
      label: 'Region',
      description: 'The region of the queues, for example eu-central-1',
      type: 'String',
      constraints: { notEmpty: true },
      binding: { type: 'property', name: 'region' },
    },
  ],
};

function keyOf(name: string, label: string): Property {
  return {
    id: `authentication.${name}`,
    label,
    description: 'Name a secret, for example {{secrets.AWS_KEY}}',
    type: 'String',
    secret: true,
    constraints: { notEmpty: true },
    condition: withKeys,
    binding: { type: 'property', name: `authentication.${name}` },
  };
}
