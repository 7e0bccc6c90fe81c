import { validateZeebe } from '@bpmn-io/element-templates-validator';
import { buildTemplate } from 'camunda-sqs-connector';
import { expect, test } from 'vitest';

interface Property {
  readonly binding: { readonly type: string; readonly name?: string; readonly key?: string };
}

const template = buildTemplate();
const properties = template['properties'] as readonly Property[];

test('for the Modeler’s own validator', () => {
  const { valid, errors } = validateZeebe(template);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test('it binds the names that the official connector’s models use', () => {
  const names = new Set(properties.map(({ binding }) => binding.name ?? binding.key));
  for (const name of [
    'authentication.type',
    'authentication.accessKey',
    'authentication.secretKey',
    'queue.url',
    'queue.type',
    'configuration.region',
    'configuration.endpoint',
    'queue.messageBody',
    'queue.messageAttributes',
    'queue.messageGroupId',
    'queue.messageDeduplicationId',
    'resultVariable',
    'resultExpression',
    'errorExpression',
    'retryBackoff',
    'jobTimeout',
  ]) {
    expect(names, name).toContain(name);
  }
});

test('its icon is a small SVG of its own', () => {
  const { contents } = template['icon'] as { contents: string };
  expect(contents).toMatch(/^data:image\/svg\+xml;base64,/);
  expect(contents.length).toBeLessThan(8192);
});
