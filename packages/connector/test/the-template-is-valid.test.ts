import { validateZeebe } from '@bpmn-io/element-templates-validator';
import { describe, expect, test } from 'vitest';
import { build, VARIANTS } from './template-variants.ts';

describe.each(VARIANTS)('%s', (_name, options) => {
  const template = build(options);
  const { properties, groups } = template;

  test('for the Modeler’s own validator', () => {
    const { valid, errors } = validateZeebe(template);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test('no two properties share an id, and each stands in a group that exists', () => {
    const ids = properties.flatMap(({ id }) => id ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    const known = groups.map(({ id }) => id);
    expect(properties.flatMap(({ group }) => group ?? []).filter((group) => !known.includes(group))).toEqual([]);
  });

  test('conditions ask for properties that exist, and never for themselves', () => {
    const ids = properties.map(({ id }) => id);
    for (const { id, condition } of properties) {
      const asked = [condition, ...(condition?.allMatch ?? [])].flatMap((one) => one?.property ?? []);
      expect(asked.filter((property) => property === id || !ids.includes(property))).toEqual([]);
    }
  });

  test('it binds the names that the official connector’s models use', () => {
    const names = new Set(properties.map(({ binding }) => binding.name ?? binding.key));
    for (const name of [
      'authentication.type',
      'authentication.accessKey',
      'authentication.secretKey',
      'queue.url',
      'queue.type',
      'queue.region',
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
    const { contents } = template.icon;
    expect(contents).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(contents.length).toBeLessThan(8192);
  });
});
