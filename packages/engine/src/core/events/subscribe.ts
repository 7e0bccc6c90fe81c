import { ExactNumber, type JsonObject } from '@camunda-sqs-connector/feel/json';
import type { MessageTrigger, TimerTrigger, Trigger } from '../../model/process-model.ts';
import type { ElementInstance } from '../element-instance.ts';
import { evaluate, evaluateText, typeOf } from '../evaluate.ts';
import type { Execution } from '../execution.ts';
import { ElementFailure } from '../failure.ts';
import { after, InvalidTimer, parseCycle, parseDate, parseDuration } from '../timer-text.ts';
import type { MessageSubscription } from './messages.ts';

/** An event that an element instance waits for, and what happens then. */
export interface Awaited {
  readonly trigger: Trigger;
  /** It stays after it happened, and may happen again. */
  readonly staysOpen: boolean;
  /** It starts an event sub-process inside the element. @default false */
  readonly isInner?: boolean;
  readonly fire: (variables: JsonObject) => void;
}

/**
 * Lets an element instance wait for events. All that they are defined by is evaluated before the first one is opened, so that a
 * failure leaves nothing behind. @throws ElementFailure
 */
export function subscribe(instance: ElementInstance, awaited: readonly Awaited[], execution: Execution): void {
  const openings = awaited.map((one) => prepare(instance, one, execution));
  for (const open of openings) open();
}

function prepare(instance: ElementInstance, awaited: Awaited, execution: Execution): () => void {
  const { trigger } = awaited;
  switch (trigger.kind) {
    case 'timer': {
      const { dueAt, next } = schedule(trigger, instance.variables.visible(), execution);
      return () => openTimer(instance, awaited, dueAt, next, execution);
    }
    case 'message': {
      const { name, correlationKey } = evaluateMessage(trigger, instance, execution);
      return () => openMessage(instance, awaited, { name, correlationKey }, execution);
    }
    case 'signal': {
      const name = evaluateText(trigger.name, instance.variables.visible(), execution.evaluation);
      return () => {
        const id = execution.newKey();
        instance.subscriptions.push({ kind: 'signal', id, isInner: awaited.isInner === true });
        execution.signals.subscribe({
          id,
          name,
          fire: (variables) => happen(instance, awaited, 'signal', id, variables, execution),
        });
      };
    }
    default:
      // Errors, escalations and compensation are looked for when they are thrown.
      return () => undefined;
  }
}

/** A subscription that does not stay open is closed before anything else can come through it. */
function happen(
  instance: ElementInstance,
  { staysOpen, fire }: Awaited,
  kind: 'timer' | 'message' | 'signal',
  id: string,
  variables: JsonObject,
  execution: Execution,
): void {
  if (!staysOpen) {
    const index = instance.subscriptions.findIndex((one) => one.kind === kind && one.id === id);
    instance.subscriptions.splice(index, index < 0 ? 0 : 1);
    if (kind === 'message') execution.messages.unsubscribe(id);
    if (kind === 'signal') execution.signals.unsubscribe(id);
  }
  fire(variables);
}

interface Schedule {
  readonly dueAt: number;
  /** When it is due once more after it was, or undefined. */
  readonly next: (dueAt: number) => Schedule | undefined;
}

/** @throws ElementFailure where the timer's text is none */
export function schedule({ type, source }: TimerTrigger, variables: JsonObject, execution: Execution): Schedule {
  const text = evaluateText(source, variables, execution.evaluation);
  const expression = source.kind === 'feel' ? source.program.text : source.text;
  try {
    if (type === 'date') return { dueAt: parseDate(text, expression), next: () => undefined };
    if (type === 'duration') {
      return { dueAt: after(execution.now, parseDuration(text, expression)), next: () => undefined };
    }
    const { repetitions = Number.POSITIVE_INFINITY, period, start } = parseCycle(text, expression);
    const nth = (dueAt: number, left: number): Schedule => ({
      dueAt,
      next: (last) => (left > 1 ? nth(after(last, period), left - 1) : undefined),
    });
    return nth(start ?? after(execution.now, period), repetitions);
  } catch (error) {
    if (error instanceof InvalidTimer) throw new ElementFailure('EXTRACT_VALUE_ERROR', error.message);
    throw error;
  }
}

function openTimer(
  instance: ElementInstance,
  awaited: Awaited,
  dueAt: number,
  next: Schedule['next'],
  execution: Execution,
): void {
  const id = execution.newKey();
  instance.subscriptions.push({ kind: 'timer', id, isInner: awaited.isInner === true });
  execution.timers.add({
    id,
    dueAt,
    fire: () => {
      happen(instance, { ...awaited, staysOpen: false }, 'timer', id, {}, execution);
      const following = awaited.staysOpen ? next(dueAt) : undefined;
      if (following) openTimer(instance, awaited, following.dueAt, following.next, execution);
    },
  });
}

function evaluateMessage(
  { name, correlationKey }: MessageTrigger,
  { variables }: ElementInstance,
  execution: Execution,
) {
  const visible = variables.visible();
  const evaluated = { name: evaluateText(name, visible, execution.evaluation), correlationKey: '' };
  if (!correlationKey) return evaluated;
  const value = evaluate(correlationKey, visible, execution.evaluation);
  if (typeof value === 'string' || typeof value === 'number' || value instanceof ExactNumber) {
    return { ...evaluated, correlationKey: String(value) };
  }
  const text = `Failed to extract the correlation key for '${correlationKey.text}': The value must be either a string or a number, but was '${typeOf(value)}'.`;
  throw new ElementFailure('EXTRACT_VALUE_ERROR', text);
}

function openMessage(
  instance: ElementInstance,
  awaited: Awaited,
  { name, correlationKey }: { readonly name: string; readonly correlationKey: string },
  execution: Execution,
): void {
  const id = execution.newKey();
  instance.subscriptions.push({ kind: 'message', id, isInner: awaited.isInner === true });
  const subscription: MessageSubscription = {
    id,
    processId: instance.definition.model.id,
    processInstanceKey: instance.process.key,
    name,
    correlationKey,
    fire: ({ variables }) => {
      happen(instance, awaited, 'message', id, variables, execution);
      if (awaited.staysOpen) execution.later(() => execution.messages.takeKept(subscription, execution.now));
    },
  };
  // What was kept comes after the element is entered.
  execution.later(() => {
    if (instance.subscriptions.some((one) => one.id === id)) execution.messages.subscribe(subscription, execution.now);
  });
}
