declare module 'bpmn-moddle' {
  /** The part that is used; the package's own types describe a plain object. */
  export function BpmnModdle(packages: Readonly<Record<string, unknown>>): {
    fromXML(xml: string): Promise<{
      readonly rootElement: import('./moddle.ts').ModdleElement;
      readonly references: readonly { readonly property: string; readonly id: string }[];
      readonly elementsById: Readonly<Record<string, unknown>>;
    }>;
  };
}
