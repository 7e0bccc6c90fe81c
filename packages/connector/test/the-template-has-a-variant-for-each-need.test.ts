import { describe, expect, test } from 'vitest';
import { build, type Property, VARIANTS } from './template-variants.ts';

const headerOf = (properties: readonly Property[], key: string) =>
  properties.find(({ binding }) => binding.key === key)?.value;
const typeOf = (properties: readonly Property[]) =>
  properties.filter(({ binding }) => binding.type === 'zeebe:taskDefinition' && binding.property === 'type');

test.each(VARIANTS)('%s tells its version, and the id of the plain one, in the task’s headers', (_name, options) => {
  const { version, properties } = build(options);
  expect(headerOf(properties, 'elementTemplateVersion')).toBe(String(version));
  expect(headerOf(properties, 'elementTemplateId')).toBe(build().id);
});

describe('plain', () => {
  test('the job type is fixed', () => {
    expect(typeOf(build().properties)).toMatchObject([{ type: 'Hidden', value: 'io.camunda:aws-sqs:1' }]);
  });

  test('nothing in it needs more than 8.6', () => {
    const { engines, properties, configurationTemplates } = build();
    expect(engines.camunda).toBe('^8.6');
    expect(properties.filter(({ type }) => type === 'Configuration')).toEqual([]);
    expect(configurationTemplates).toBeUndefined();
  });
});

describe('hybrid', () => {
  const plain = build();
  const hybrid = build({ isHybrid: true });

  test('it stands beside the plain one under an id and a name of its own', () => {
    expect(hybrid.id).toBe(`${plain.id}-hybrid`);
    expect(hybrid.name).toBe(`Hybrid ${plain.name}`);
  });

  test('the job type can be edited, in the first group, and may not be empty', () => {
    expect(hybrid.groups[0]).toEqual({ id: 'taskDefinitionType', label: 'Task definition type' });
    expect(typeOf(hybrid.properties)).toMatchObject([
      {
        type: 'String',
        group: 'taskDefinitionType',
        value: 'io.camunda:aws-sqs:1',
        constraints: { notEmpty: true },
      },
    ]);
  });

  test('everything else is that of the plain one', () => {
    expect(hybrid.properties.slice(1)).toEqual(plain.properties.slice(1));
    expect(hybrid.groups.slice(1)).toEqual(plain.groups);
  });
});

describe('for 8.10', () => {
  const plain = build();
  const shared = build({ engine: '8.10' });

  test('a Modeler for 8.10 prefers it, and an older one does not see it', () => {
    expect(shared.id).toBe(plain.id);
    expect(shared.version).toBeGreaterThan(plain.version);
    expect(shared.engines.camunda).toBe('^8.10');
  });

  test('a credential can be chosen, of the form that Camunda’s own connectors for AWS know', () => {
    const chooser = shared.properties.find(({ binding }) => binding.name === 'awsCredential');
    expect(chooser).toMatchObject({
      type: 'Configuration',
      configurationTemplate: 'io.camunda:aws-credential:1',
      optional: true,
      binding: { type: 'zeebe:input' },
    });
    expect(shared.configurationTemplates?.map(({ id }) => id)).toEqual(['io.camunda:aws-credential:1']);
    const names = shared.configurationTemplates?.[0]?.properties.map(({ binding }) => binding.name);
    expect(names).toEqual(['authentication.type', 'authentication.accessKey', 'authentication.secretKey', 'region']);
  });

  test('what a credential stands for is asked only while none is chosen', () => {
    const unasked = shared.properties.filter(({ condition }) =>
      [condition, ...(condition?.allMatch ?? [])].some((one) => one?.property === 'awsCredential' && one.isEmpty),
    );
    expect(new Set(unasked.map(({ binding }) => binding.name))).toEqual(
      new Set([
        'authentication.type',
        'authentication.accessKey',
        'authentication.secretKey',
        'configuration.region',
        'queue.region',
      ]),
    );
  });
});
