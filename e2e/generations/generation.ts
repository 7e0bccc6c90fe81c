/** What a field of a template writes: an input, a header, or an attribute of the task definition. */
export interface Field {
  readonly binds: 'input' | 'header' | 'task';
  readonly name: string;
  readonly kind: 'String' | 'Text' | 'Dropdown' | 'Hidden' | 'Configuration';
  /** What is written unless the modeller changes it; the modeller cannot change what is hidden. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly shownIf?: { readonly input: string; readonly equals: string };
  /** Not written while it is empty. */
  readonly isOptional?: boolean;
}

/** A revision of the element template that Camunda has published for SQS: which fields, in which order. */
export interface Generation {
  readonly name: string;
  /** The first ones had none. */
  readonly version?: number;
  readonly engine: string;
  readonly isHybrid?: boolean;
  readonly fields: readonly Field[];
}

/** A task as a Modeler writes it. */
export interface WrittenTask {
  readonly inputs: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly retries: string;
  readonly jobType: string;
}

/** Fills in a task. @throws Error where a value is for a field that the generation does not have, or does not show */
export function write({ name, fields }: Generation, values: Readonly<Record<string, string>>): WrittenTask {
  const written = new Map<Field, string>();
  for (const field of fields) {
    const value = field.kind === 'Hidden' ? (field.value ?? values[field.name]) : (values[field.name] ?? field.value);
    if (value !== undefined && isShown(field, fields, values)) written.set(field, value);
  }
  const names = new Set([...written.keys()].map((field) => field.name));
  const strange = Object.keys(values).filter((value) => !names.has(value));
  if (strange.length > 0) throw new Error(`${name} has no field for ${strange.join(', ')}`);
  const all = (binds: Field['binds']) =>
    Object.fromEntries([...written].flatMap(([field, value]) => (field.binds === binds ? [[field.name, value]] : [])));
  const task = all('task');
  return { inputs: all('input'), headers: all('header'), retries: task['retries'] ?? '3', jobType: task['type'] ?? '' };
}

function isShown({ shownIf }: Field, fields: readonly Field[], values: Readonly<Record<string, string>>): boolean {
  if (!shownIf) return true;
  const decisive = fields.find(({ name }) => name === shownIf.input);
  return (values[shownIf.input] ?? decisive?.value) === shownIf.equals;
}
