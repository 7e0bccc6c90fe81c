import { inputs } from '../request/schema.ts';
import { FIELD_GROUPS, type FieldCondition, type TemplateField, templateFields } from './field.ts';
import type { Condition, Property } from './property.ts';

/** The variables whose fields the template shows, each an object in the inputs' schema. */
const ROOTS = ['authentication', 'configuration', 'queue'] as const;

/** The fields of the inputs' schema as properties, group by group; those of the queue come first in each. */
export function inputProperties(): readonly Property[] {
  const found = ROOTS.flatMap((root) => {
    const object = inputs.shape[root].unwrap().unwrap();
    return Object.entries(object.shape).flatMap(([name, field]) => {
      const described = templateFields.get(field);
      return described ? [{ path: `${root}.${name}`, described }] : [];
    });
  });
  return FIELD_GROUPS.flatMap(({ id }) => {
    const fields = found.filter(({ described }) => described.group === id);
    const queueFirst = [...fields].sort(
      (a, b) => Number(b.path.startsWith('queue.')) - Number(a.path.startsWith('queue.')),
    );
    return queueFirst.flatMap(({ path, described }) => propertiesOf(path, described));
  });
}

function propertiesOf(path: string, field: TemplateField): readonly Property[] {
  const conditions = field.shownIf ?? [];
  if (conditions.length === 0) return [propertyOf(path, path, field, field.required ?? false)];
  return conditions.map((shownIf, index) => ({
    ...propertyOf(
      index === 0 ? path : `${path}.${index + 1}`,
      path,
      field,
      shownIf.required ?? field.required ?? false,
    ),
    condition: conditionOf(shownIf),
  }));
}

function conditionOf({ input, ...test }: FieldCondition): Condition {
  return 'equals' in test
    ? { property: input, equals: test.equals, type: 'simple' }
    : { property: input, isEmpty: test.isEmpty, type: 'simple' };
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
