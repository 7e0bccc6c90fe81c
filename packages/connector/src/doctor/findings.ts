import type { Settings } from '../settings/settings.ts';
import type { KnownInputs } from './known-inputs.ts';
import type { ModelTask } from './read-model.ts';

/**
 * - `error`: with these settings the task cannot do its work
 * - `warning`: it may do something else than with the official connector, or than its author expects
 * - `note`: worth knowing, nothing to be done
 */
export type Severity = 'error' | 'warning' | 'note';

/** What was found at a line of a model: the input or header, what will happen, and what to do. */
export interface Finding {
  readonly severity: Severity;
  readonly line: number;
  readonly text: string;
}

/** A task, and what of its inputs is known without running it. */
export interface CheckedTask extends ModelTask {
  readonly known: KnownInputs;
}

/** Looks at one idea in a task. Checks know nothing of each other. */
export type TaskCheck = (task: CheckedTask, settings: Settings) => readonly Finding[];
