import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';

/** An element of a BPMN document as bpmn-moddle gives it: everything optional, nothing checked. */
export interface ModdleElement {
  readonly $type: string;
  readonly id?: string;
  readonly isExecutable?: boolean;
  readonly rootElements?: readonly ModdleElement[];
  readonly flowElements?: readonly ModdleElement[];
  readonly extensionElements?: { readonly values?: readonly ModdleElement[] };
  readonly eventDefinitions?: readonly ModdleElement[];
  readonly errorRef?: ModdleElement;
  readonly errorCode?: string;
  readonly attachedToRef?: ModdleElement;
  readonly sourceRef?: ModdleElement;
  readonly targetRef?: ModdleElement;
  readonly conditionExpression?: { readonly body?: string };
  readonly default?: ModdleElement;
  readonly type?: string;
  readonly retries?: string;
  readonly inputParameters?: readonly ModdleElement[];
  readonly outputParameters?: readonly ModdleElement[];
  readonly source?: string;
  readonly target?: string;
  readonly values?: readonly ModdleElement[];
  readonly key?: string;
  readonly value?: string;
}

const zeebe: unknown = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json');

/** The root elements of a BPMN document. @throws Error where it is not BPMN */
export async function parseBpmn(xml: string): Promise<readonly ModdleElement[]> {
  const { rootElement } = await BpmnModdle({ zeebe }).fromXML(xml);
  return rootElement.rootElements ?? [];
}
