declare module '@bpmn-io/element-templates-validator' {
  /** The parts that the tests use; the package has no types of its own. */
  export function validateZeebe(template: unknown): { readonly valid: boolean; readonly errors?: readonly unknown[] };
}
