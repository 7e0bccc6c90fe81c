import { compile, type Program } from '@camunda-sqs-connector/feel';
import { type ModdleElement, parseBpmn } from './moddle.ts';
import type { ErrorBoundary, Flow, Mapping, ProcessElement, ProcessModel, Source } from './process-model.ts';

/** Thrown when a model cannot be deployed. Each problem names the element. */
export class ModelRefused extends Error {
  constructor(resource: string, problems: readonly string[]) {
    super(
      `Expected to deploy new resources, but encountered the following errors:\n'${resource}': ${problems.join('\n')}`,
    );
    this.name = 'ModelRefused';
  }
}

const SUPPORTED =
  'start and end events without a definition, service and send tasks, exclusive and parallel gateways, error boundary events';

/** The executable processes of a BPMN document. @throws ModelRefused */
export async function parseModel(xml: string, resource: string): Promise<readonly ProcessModel[]> {
  const roots = await parseBpmn(xml).catch((cause: unknown) => {
    throw new ModelRefused(resource, [cause instanceof Error ? cause.message : String(cause)]);
  });
  const problems: string[] = [];
  const executable = roots.filter(({ $type, isExecutable }) => $type === 'bpmn:Process' && isExecutable === true);
  if (executable.length === 0) problems.push('- Must contain at least one executable process');
  const models = executable.map((process) => new ProcessParser(process, problems).parse());
  if (problems.length > 0) throw new ModelRefused(resource, problems);
  return models;
}

class ProcessParser {
  private readonly process: ModdleElement;
  private readonly problems: string[];
  private readonly flowElements: readonly ModdleElement[];

  constructor(process: ModdleElement, problems: string[]) {
    this.process = process;
    this.problems = problems;
    this.flowElements = process.flowElements ?? [];
  }

  parse(): ProcessModel {
    const nodes = this.flowElements.filter(({ $type }) => $type !== 'bpmn:SequenceFlow');
    const elements = nodes.flatMap((element) => this.element(element) ?? []);
    const starts = elements.filter(({ kind }) => kind === 'startEvent');
    const id = this.process.id ?? '';
    if (starts.length !== 1) this.problem(id, 'Must have exactly one start event');
    return Object.freeze({
      id,
      start: starts[0]?.id ?? '',
      elements: new Map(elements.map((element) => [element.id, element])),
    });
  }

  private element(element: ModdleElement): ProcessElement | undefined {
    const base = { id: element.id ?? '', outgoing: this.outgoing(element) };
    switch (element.$type) {
      case 'bpmn:StartEvent':
      case 'bpmn:EndEvent':
        if ((element.eventDefinitions ?? []).length > 0) return this.unsupported(element);
        return { ...base, kind: element.$type === 'bpmn:StartEvent' ? 'startEvent' : 'endEvent' };
      case 'bpmn:ServiceTask':
      case 'bpmn:SendTask':
        return this.jobTask(element, base);
      case 'bpmn:ExclusiveGateway':
        return { ...base, kind: 'exclusiveGateway' };
      case 'bpmn:ParallelGateway':
        return {
          ...base,
          kind: 'parallelGateway',
          incoming: this.flows(({ targetRef }) => targetRef === element).length,
        };
      case 'bpmn:BoundaryEvent':
        return this.errorBoundary(element, base);
      default:
        return this.unsupported(element);
    }
  }

  private jobTask(element: ModdleElement, base: { id: string; outgoing: readonly Flow[] }): ProcessElement {
    const definition = this.extension(element, 'zeebe:TaskDefinition');
    if (!definition) this.problem(base.id, "Must have exactly one 'zeebe:taskDefinition' extension element");
    const headers = (this.extension(element, 'zeebe:TaskHeaders')?.values ?? []).filter(
      ({ key, value }) => key && value,
    );
    return {
      ...base,
      kind: 'jobTask',
      type: this.source(base.id, definition?.type ?? ''),
      retries: this.source(base.id, definition?.retries ?? '3'),
      headers: Object.fromEntries(headers.map(({ key = '', value = '' }) => [key, value])),
      ...this.mappings(element),
      errorBoundaries: this.flowElements
        .filter(({ attachedToRef }) => attachedToRef === element)
        .flatMap(
          (boundary) =>
            this.errorBoundary(boundary, { id: boundary.id ?? '', outgoing: this.outgoing(boundary) }) ?? [],
        ),
    };
  }

  private errorBoundary(
    element: ModdleElement,
    base: { id: string; outgoing: readonly Flow[] },
  ): ErrorBoundary | undefined {
    const [definition, ...others] = element.eventDefinitions ?? [];
    if (definition?.$type !== 'bpmn:ErrorEventDefinition' || others.length > 0) return this.unsupported(element);
    const errorCode = definition.errorRef?.errorCode;
    return {
      ...base,
      kind: 'errorBoundary',
      outputs: this.mappings(element).outputs,
      ...(errorCode !== undefined && { errorCode }),
    };
  }

  private mappings(element: ModdleElement): { inputs: readonly Mapping[]; outputs: readonly Mapping[] } {
    const mapping = this.extension(element, 'zeebe:IoMapping');
    const parse = ({ source, target }: ModdleElement): Mapping => {
      if (!source) this.problem(element.id ?? '', `The mapping to '${target ?? ''}' must have a source`);
      if (!target) this.problem(element.id ?? '', 'A mapping must have a target');
      return { source: this.source(element.id ?? '', source ?? ''), target: (target ?? '').split('.') };
    };
    return {
      inputs: (mapping?.inputParameters ?? []).map(parse),
      outputs: (mapping?.outputParameters ?? []).map(parse),
    };
  }

  private outgoing(element: ModdleElement): readonly Flow[] {
    return this.flows(({ sourceRef }) => sourceRef === element).map((flow) => {
      const condition = flow.conditionExpression?.body;
      const program = condition === undefined ? undefined : this.program(flow.id ?? '', condition);
      return {
        id: flow.id ?? '',
        target: flow.targetRef?.id ?? '',
        isDefault: element.default === flow,
        ...(program && { condition: program }),
      };
    });
  }

  private flows(which: (flow: ModdleElement) => boolean): readonly ModdleElement[] {
    return this.flowElements.filter((element) => element.$type === 'bpmn:SequenceFlow' && which(element));
  }

  private extension({ extensionElements }: ModdleElement, type: string): ModdleElement | undefined {
    return extensionElements?.values?.find(({ $type }) => $type === type);
  }

  /** A text with a leading `=` is an expression; `=` alone is text. */
  private source(element: string, text: string): Source {
    const program = text.length > 1 && text.startsWith('=') ? this.program(element, text) : undefined;
    return program ? { kind: 'feel', program } : { kind: 'static', value: text };
  }

  private program(element: string, text: string): Program | undefined {
    const compiled = compile(text);
    if (compiled.kind === 'program') return compiled;
    this.problem(element, compiled.message);
    return undefined;
  }

  private unsupported(element: ModdleElement): undefined {
    const kinds = [element.$type, ...(element.eventDefinitions ?? []).map(({ $type }) => $type)].join(' with ');
    this.problem(element.id ?? '', `The embedded engine does not support ${kinds}. It supports ${SUPPORTED}.`);
    return undefined;
  }

  private problem(element: string, text: string): void {
    this.problems.push(`- Element: ${element}\n    - ERROR: ${text}`);
  }
}
