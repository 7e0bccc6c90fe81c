import { createRequire } from 'node:module';
import BaseModeler from 'bpmn-js/lib/BaseModeler';
import CoreModule from 'bpmn-js/lib/core';
import ModelingModule from 'bpmn-js/lib/features/modeling';
import { CloudElementTemplatesCoreModule } from 'bpmn-js-element-templates/core';
import type { WrittenTask } from '../generations/generation.ts';

/** Any element template, as JSON. */
export type Template = Readonly<Record<string, unknown>>;

/** Camunda's own modelling code, without its page. */
export interface Modeler {
  /**
   * Puts a template on the task `send` of a model, as a modeller does. @param known the other templates that the Modeler has
   * @throws Error where the Modeler refuses the template
   */
  applyTemplate(
    xml: string,
    template: Template,
    known: readonly Template[],
  ): Promise<{ readonly xml: string; readonly task: WrittenTask }>;
}

const zeebe = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json') as object;

declare const document: { createElement(name: string): object; createElementNS(space: string, name: string): object };
const picture = () => document.createElementNS('http://www.w3.org/2000/svg', 'g');
const nothing = () => {};
const graphicsFactory = {
  create: picture,
  createContainer: picture,
  drawShape: picture,
  drawConnection: picture,
  update: nothing,
  updateContainments: nothing,
  remove: nothing,
};

/** Opens a Modeler that draws nothing. It needs a DOM all the same. */
export function openModeler(): Modeler {
  const modeler = new BaseModeler({
    container: document.createElement('div'),
    moddleExtensions: { zeebe },
    modules: [
      CoreModule,
      ModelingModule,
      CloudElementTemplatesCoreModule,
      { graphicsFactory: ['value', graphicsFactory] },
    ],
  });
  return {
    async applyTemplate(xml, template, known) {
      await modeler.importXML(xml);
      modeler.get<Loader>('elementTemplatesLoader').setTemplates([...known, template]);
      const templates = modeler.get<ElementTemplates>('elementTemplates');
      const accepted = templates.get(String(template['id']), Number(template['version']));
      if (!accepted) throw new Error('the Modeler refuses the template');
      const task = templates.applyTemplate(modeler.get<Registry>('elementRegistry').get('send'), accepted);
      return { xml: (await modeler.saveXML()).xml ?? '', task: readTask(task) };
    },
  };
}

interface Loader {
  setTemplates(templates: readonly Template[]): void;
}

interface ElementTemplates {
  get(id: string, version: number): Template | undefined;
  applyTemplate(element: CanvasElement, template: Template): CanvasElement;
}

interface Registry {
  get(id: string): CanvasElement;
}

interface CanvasElement {
  readonly businessObject: { readonly extensionElements: { readonly values: readonly Extension[] } };
}

/** What of an extension element may be there. */
interface Extension {
  readonly type?: string;
  readonly retries?: string;
  readonly inputParameters?: readonly { readonly target: string; readonly source?: string }[];
  /** Of headers. */
  readonly values?: readonly { readonly key: string; readonly value?: string }[];
}

function readTask({ businessObject }: CanvasElement): WrittenTask {
  const all: Extension = Object.assign({}, ...businessObject.extensionElements.values.map((one) => ({ ...one })));
  return {
    inputs: Object.fromEntries((all.inputParameters ?? []).map(({ target, source = '' }) => [target, source])),
    headers: Object.fromEntries((all.values ?? []).map(({ key, value = '' }) => [key, value])),
    retries: all.retries ?? '',
    jobType: all.type ?? '',
  };
}
