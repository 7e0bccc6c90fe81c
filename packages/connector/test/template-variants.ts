import { buildTemplate, type TemplateOptions } from 'camunda-sqs-connector';

/** What the tests read of a template's property. */
export interface Property {
  readonly id?: string;
  readonly type: string;
  readonly group?: string;
  readonly value?: string;
  readonly optional?: boolean;
  readonly configurationTemplate?: string;
  readonly constraints?: { readonly notEmpty?: boolean };
  readonly condition?: Condition & { readonly allMatch?: readonly Condition[] };
  readonly binding: {
    readonly type: string;
    readonly name?: string;
    readonly key?: string;
    readonly property?: string;
  };
}

interface Condition {
  readonly property?: string;
  readonly equals?: string;
  readonly isEmpty?: boolean;
}

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly engines: { readonly camunda: string };
  readonly groups: readonly { readonly id: string; readonly label: string }[];
  readonly properties: readonly Property[];
  readonly configurationTemplates?: readonly {
    readonly id: string;
    readonly properties: readonly Property[];
  }[];
  readonly icon: { readonly contents: string };
}

export function build(options: TemplateOptions = {}): Template {
  return buildTemplate(options) as unknown as Template;
}

/** Every template that the command prints. */
export const VARIANTS: readonly (readonly [name: string, options: TemplateOptions])[] = [
  ['the plain template', {}],
  ['the hybrid template', { isHybrid: true }],
  ['the template for 8.10', { engine: '8.10' }],
  ['the hybrid template for 8.10', { engine: '8.10', isHybrid: true }],
];
