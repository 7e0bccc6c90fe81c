import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';
import { normaliseAttributes } from './attribute-space.ts';

/** An element of a BPMN document as bpmn-moddle gives it: everything optional, nothing checked. */
export interface ModdleElement {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  readonly isExecutable?: boolean;
  readonly isInterrupting?: boolean;
  readonly cancelActivity?: boolean;
  readonly isForCompensation?: boolean;
  readonly triggeredByEvent?: boolean;
  readonly isSequential?: boolean;
  readonly rootElements?: readonly ModdleElement[];
  readonly flowElements?: readonly ModdleElement[];
  readonly artifacts?: readonly ModdleElement[];
  /** The flows that the element itself names, beside those that name it as their source. */
  readonly outgoing?: readonly ModdleElement[];
  readonly extensionElements?: { readonly values?: readonly ModdleElement[] };
  readonly eventDefinitions?: readonly ModdleElement[];
  readonly loopCharacteristics?: ModdleElement;
  readonly completionCondition?: { readonly body?: string };
  readonly errorRef?: ModdleElement;
  readonly errorCode?: string;
  readonly escalationRef?: ModdleElement;
  readonly escalationCode?: string;
  readonly messageRef?: ModdleElement;
  readonly signalRef?: ModdleElement;
  readonly timeDuration?: { readonly body?: string };
  readonly timeDate?: { readonly body?: string };
  readonly timeCycle?: { readonly body?: string };
  readonly attachedToRef?: ModdleElement;
  readonly sourceRef?: ModdleElement;
  readonly targetRef?: ModdleElement;
  readonly conditionExpression?: { readonly body?: string };
  readonly default?: ModdleElement;
  /** Attributes of Camunda's extension elements. */
  readonly type?: string;
  readonly retries?: string;
  readonly inputParameters?: readonly ModdleElement[];
  readonly outputParameters?: readonly ModdleElement[];
  readonly source?: string;
  readonly target?: string;
  readonly values?: readonly ModdleElement[];
  readonly key?: string;
  readonly value?: string;
  readonly expression?: string;
  readonly resultVariable?: string;
  readonly correlationKey?: string;
  readonly processId?: string;
  readonly propagateAllChildVariables?: boolean;
  readonly propagateAllParentVariables?: boolean;
  readonly inputCollection?: string;
  readonly inputElement?: string;
  readonly outputCollection?: string;
  readonly outputElement?: string;
  readonly assignee?: string;
  readonly candidateGroups?: string;
  readonly candidateUsers?: string;
  readonly formKey?: string;
}

/** A reference of the document that points at nothing. */
export interface DanglingReference {
  readonly property: string;
  readonly target: string;
}

export interface BpmnDocument {
  readonly rootElements: readonly ModdleElement[];
  readonly danglingReferences: readonly DanglingReference[];
}

const zeebe: unknown = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json');

/** Reads a BPMN document. @throws Error where it is not BPMN */
export async function parseBpmn(xml: string): Promise<BpmnDocument> {
  const { rootElement, references, elementsById } = await BpmnModdle({ zeebe }).fromXML(normaliseAttributes(xml));
  const danglingReferences = references
    .filter(({ property, id }) => property.startsWith('bpmn:') && !Object.hasOwn(elementsById, id))
    .map(({ property, id }) => ({ property, target: id }));
  return { rootElements: rootElement.rootElements ?? [], danglingReferences };
}

/** The first of Camunda's extension elements of a type, for example `zeebe:TaskDefinition`. */
export function extensionOf({ extensionElements }: ModdleElement, type: string): ModdleElement | undefined {
  return extensionElements?.values?.find(({ $type }) => $type === type);
}
