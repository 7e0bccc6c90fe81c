import { z } from 'zod';

/** The groups of the element template, in their order. */
export type FieldGroup = 'authentication' | 'configuration' | 'input';

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
  /** Shown only where another input has this value. Several entries become several properties of one binding. */
  readonly shownIf?: readonly { readonly input: string; readonly equals: string; readonly required?: boolean }[];
}

/** The template's fields by their schemas. */
export const templateFields = z.registry<TemplateField>();
