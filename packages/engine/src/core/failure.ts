export type IncidentType =
  | 'IO_MAPPING_ERROR'
  | 'EXTRACT_VALUE_ERROR'
  | 'CONDITION_ERROR'
  | 'JOB_NO_RETRIES'
  | 'UNHANDLED_ERROR_EVENT'
  | 'CALLED_ELEMENT_ERROR';

/** Thrown when an element cannot go on. It becomes an incident of the element, and the step is tried again after its resolution. */
export class ElementFailure extends Error {
  readonly type: IncidentType;

  constructor(type: IncidentType, message: string) {
    super(message);
    this.type = type;
  }
}

/** Thrown when a command does not fit the engine's state. */
export class CommandRejected extends Error {
  readonly code: 'NOT_FOUND' | 'INVALID_STATE' | 'INVALID_ARGUMENT' | 'ALREADY_EXISTS';

  /** @param text why, without the engine's usual beginning, which is put before it */
  constructor(command: string, code: CommandRejected['code'], text: string) {
    super(`Command '${command}' rejected with code '${code}': ${text}`);
    this.code = code;
  }
}
