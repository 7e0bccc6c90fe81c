import { z } from 'zod';

/** The groups of the element template that hold inputs, in their order. */
export const FIELD_GROUPS = [
  { id: 'authentication', label: 'Authentication' },
  { id: 'configuration', label: 'Queue' },
  { id: 'input', label: 'Message' },
  { id: 'older', label: 'Older models' },
] as const;

export type FieldGroup = (typeof FIELD_GROUPS)[number]['id'];

/** Another input's value on which a field depends. */
export type FieldCondition = { readonly input: string; readonly required?: boolean } & (
  | { readonly equals: string }
  | { readonly isEmpty: boolean }
);

/** What the element template shows for an input. It stands beside the input's schema, so that neither can drift. */
export interface TemplateField {
  readonly group: FieldGroup;
  readonly label: string;
  readonly description?: string;
  readonly kind:
    | { readonly type: 'String' | 'Text' }
    | { readonly type: 'Dropdown'; readonly choices: readonly (readonly [value: string, name: string])[] }
    | { readonly type: 'Hidden' };
  readonly feel?: 'optional' | 'required';
  readonly required?: boolean;
  readonly value?: string;
  /** Shown only where one of these holds. Several entries become several properties of one binding: no two may hold at once. */
  readonly shownIf?: readonly FieldCondition[];
}

/** The template's fields by their schemas. */
export const templateFields = z.registry<TemplateField>();
