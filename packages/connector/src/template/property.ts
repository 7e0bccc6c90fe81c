/** A part of an element template: https://docs.camunda.io/docs/components/modeler/element-templates/defining-templates/ */
export type Property = Readonly<Record<string, unknown>>;

/** When a property is shown: only while another one, named by its id, has this value or is empty. */
export type Condition =
  | { readonly property: string; readonly equals: string; readonly type: 'simple' }
  | { readonly property: string; readonly isEmpty: boolean; readonly type: 'simple' };

/** Binds a property to a header of the task. */
export function header(key: string): Property {
  return { type: 'zeebe:taskHeader', key };
}
