import { readdirSync, readFileSync } from 'node:fs';
import { parseModel } from '@camunda-sqs-connector/engine';
import { describe, expect, test } from 'vitest';
import { build } from './template-variants.ts';

const folder = new URL('../../../examples/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
const template = build();
const { properties } = template;
const bound = new Set(properties.map(({ binding }) => binding.name ?? binding.key));

describe.each(files)('%s', (file) => {
  const xml = readFileSync(new URL(file, folder), 'utf8');
  const all = (pattern: RegExp) => [...xml.matchAll(pattern)].map(([, value]) => value);

  test('names the template, in its version and with its icon', () => {
    const { contents } = template.icon;
    expect(all(/zeebe:modelerTemplate="([^"]+)"/g)).toEqual([template.id]);
    expect(all(/zeebe:modelerTemplateVersion="([^"]+)"/g)).toEqual([String(template.version)]);
    expect(all(/zeebe:modelerTemplateIcon="([^"]+)"/g)).toEqual([contents]);
  });

  test('sets only what the template knows', () => {
    const names = [...all(/<zeebe:input [^>]*target="([^"]+)"/g), ...all(/<zeebe:header key="([^"]+)"/g)];
    expect(names.filter((name) => !bound.has(name))).toEqual([]);
    expect(names).toContain('elementTemplateId');
  });

  test('can be deployed, and has a diagram', async () => {
    await expect(parseModel(xml, file)).resolves.toHaveLength(1);
    const elements = all(/<bpmn:(?:startEvent|serviceTask|endEvent|boundaryEvent|sequenceFlow) id="([^"]+)"/g);
    expect(
      all(/bpmnElement="([^"]+)"/g)
        .slice(1)
        .sort(),
    ).toEqual(elements.sort());
  });
});
