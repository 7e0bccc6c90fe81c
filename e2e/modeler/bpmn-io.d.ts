/** The parts of the Modeler's packages that the tests use; their own types don't resolve, or there are none. */
declare module 'bpmn-js/lib/BaseModeler' {
  export default class BaseModeler {
    constructor(options: { container: object; moddleExtensions: object; modules: readonly object[] });
    get<Service>(name: string): Service;
    importXML(xml: string): Promise<unknown>;
    saveXML(): Promise<{ xml?: string }>;
  }
}

declare module 'bpmn-js/lib/core' {
  const module: object;
  export default module;
}

declare module 'bpmn-js/lib/features/modeling' {
  const module: object;
  export default module;
}

declare module 'bpmn-js-element-templates/core' {
  export const CloudElementTemplatesCoreModule: object;
}
