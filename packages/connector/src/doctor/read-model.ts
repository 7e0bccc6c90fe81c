import { readXml, type XmlElement } from './xml.ts';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';

/** An element of a model for which the engine makes jobs. Lines are those of start tags, from 1. */
export interface ModelTask {
  readonly id: string;
  readonly line: number;
  /** A text, or an expression with a leading `=`. */
  readonly jobType: string;
  readonly retries: { readonly text: string; readonly line: number } | undefined;
  /** The id of the element template, where one is applied. */
  readonly template: string | undefined;
  /** In the order of the document. */
  readonly inputs: readonly ModelInput[];
  /** By their keys. The engine drops those without a value, and so are they here. */
  readonly headers: ReadonlyMap<string, ModelHeader>;
}

export interface ModelInput {
  readonly target: string;
  /** A text, or an expression with a leading `=`. Empty where the model has none. */
  readonly source: string;
  readonly line: number;
}

export interface ModelHeader {
  readonly value: string;
  readonly line: number;
}

/** Thrown where a document is XML, but no BPMN. */
export class NoModelError extends Error {
  override readonly name = 'NoModelError';
}

/**
 * The tasks of a BPMN model, wherever they are: in processes, sub-processes, as events that send messages. Prefixes may be any.
 *
 * @throws XmlError, NoModelError
 */
export function readModel(xml: string): readonly ModelTask[] {
  const elements = readXml(xml);
  const root = elements[0];
  if (!root || !isA(root, BPMN, 'definitions')) {
    const found =
      root && `<${root.name}> of ${root.namespace === '' ? 'no namespace' : `the namespace ${root.namespace}`}`;
    throw new NoModelError(`is no BPMN model: its root is ${found}, expected <definitions> of the namespace ${BPMN}`);
  }
  return elements.flatMap((element) => taskOf(element) ?? []);
}

function taskOf(element: XmlElement): ModelTask | undefined {
  const extensions = childOf(element, BPMN, 'extensionElements');
  const definition = extensions && childOf(extensions, ZEEBE, 'taskDefinition');
  if (element.namespace !== BPMN || !definition) return undefined;
  const retries = definition.attributes.get('retries');
  return {
    id: element.attributes.get('id') ?? '-',
    line: element.line,
    jobType: definition.attributes.get('type') ?? '',
    retries: retries === undefined || retries === '' ? undefined : { text: retries, line: definition.line },
    template: element.attributes.get(`{${ZEEBE}}modelerTemplate`),
    inputs: inputsOf(extensions),
    headers: headersOf(extensions),
  };
}

function inputsOf(extensions: XmlElement): readonly ModelInput[] {
  const inputs = childOf(extensions, ZEEBE, 'ioMapping')?.children.filter((child) => isA(child, ZEEBE, 'input')) ?? [];
  return inputs.map(({ attributes, line }) => ({
    target: attributes.get('target') ?? '',
    source: attributes.get('source') ?? '',
    line,
  }));
}

function headersOf(extensions: XmlElement): ReadonlyMap<string, ModelHeader> {
  const headers = childOf(extensions, ZEEBE, 'taskHeaders')?.children.filter((child) => isA(child, ZEEBE, 'header'));
  const pairs = headers?.map(({ attributes, line }) => {
    return [attributes.get('key') ?? '', { value: attributes.get('value') ?? '', line }] as const;
  });
  return new Map(pairs?.filter(([key, { value }]) => key !== '' && value !== ''));
}

function childOf(element: XmlElement, namespace: string, name: string): XmlElement | undefined {
  return element.children.find((child) => isA(child, namespace, name));
}

function isA(element: XmlElement, namespace: string, name: string): boolean {
  return element.namespace === namespace && element.name === name;
}
