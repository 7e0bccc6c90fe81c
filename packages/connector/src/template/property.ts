/** A part of an element template: https://docs.camunda.io/docs/components/modeler/element-templates/defining-templates/ */
export type Property = Readonly<Record<string, unknown>>;

/** A property of a configuration template, or of an element template, that is shown only if the condition holds. */
export type Condition =
  | { readonly property: string; readonly equals: string; readonly type: 'simple' }
  | { readonly property: string; readonly isEmpty: boolean; readonly type: 'simple' };

/** Binds a property to a header of the task. */
export function header(key: string): Property {
  return { type: 'zeebe:taskHeader', key };
}
