import type { Field, Generation } from './generation.ts';

const BINDINGS = {
  input: ({ name }: Field) => ({ type: 'zeebe:input', name }),
  header: ({ name: key }: Field) => ({ type: 'zeebe:taskHeader', key }),
  task: ({ name: property }: Field) => ({ type: 'zeebe:taskDefinition', property }),
};

export const OFFICIAL_ID = 'io.camunda.connectors.AWSSQS.v1';

/** A template with the fields of a generation, as far as a Modeler needs to know them to change it for another. */
export function officialTemplate({ fields, version, isHybrid, engine }: Generation) {
  return {
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    name: 'official',
    id: isHybrid ? `${OFFICIAL_ID}-hybrid` : OFFICIAL_ID,
    ...(version !== undefined && { version }),
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
    engines: { camunda: engine },
    properties: fields.map((field) => ({
      id: `${field.binds}.${field.name}`,
      type: field.kind,
      ...(field.kind === 'Configuration' && { configurationTemplate: 'io.camunda:aws-credential:1' }),
      ...(field.choices && { choices: field.choices.map((value) => ({ name: value, value })) }),
      ...(field.value !== undefined && { value: field.value }),
      ...(field.isOptional && field.binds === 'input' && { optional: true }),
      ...(field.shownIf && {
        condition: { property: `input.${field.shownIf.input}`, equals: field.shownIf.equals, type: 'simple' },
      }),
      binding: BINDINGS[field.binds](field),
    })),
  };
}
