import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@camunda-sqs-connector/feel/json';

/** When something is to be done: after so many events of an element, or so many incidents. */
export type Condition =
  | { readonly element: string; readonly event?: string; readonly count?: number }
  | { readonly incidents: number };

export interface Answer {
  readonly when?: Condition;
  readonly complete?: Document;
  readonly fail?: {
    readonly retries: number;
    readonly errorMessage?: string;
    readonly retryBackOff?: number;
    readonly variables?: Document;
  };
  readonly error?: { readonly errorCode: string; readonly errorMessage?: string; readonly variables?: Document };
  readonly leave?: true;
}

/** Variables, or the JSON text of them where the digits of numbers matter. */
export type Document = JsonObject | string;

export interface Create {
  readonly processId: string;
  readonly variables?: Document;
  readonly awaitCompletion?: boolean;
  readonly fetchVariables?: readonly string[];
}

/** Something done from outside. Exactly one of the actions is given. */
export interface Step {
  readonly when?: Condition;
  readonly report?: true;
  readonly publishMessage?: {
    readonly name: string;
    readonly correlationKey: string;
    readonly timeToLive?: number;
    readonly messageId?: string;
    readonly variables?: Document;
  };
  readonly correlateMessage?: { readonly name: string; readonly correlationKey: string; readonly variables?: Document };
  readonly broadcastSignal?: { readonly signalName: string; readonly variables?: Document };
  readonly setVariables?: { readonly element: string; readonly variables: Document; readonly local?: boolean };
  readonly resolveIncident?: { readonly element: string };
  readonly updateRetries?: { readonly element: string; readonly retries: number };
  readonly completeUserTask?: { readonly element: string; readonly variables?: Document };
  readonly cancelInstance?: { readonly nth?: number };
  readonly advance?: string;
  readonly create?: Create;
}

/** A run of a model, with the answers of workers and the steps from outside. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly bpmn: string;
  readonly clock: string;
  readonly horizon?: string;
  readonly start?: Create;
  readonly workers?: Readonly<Record<string, readonly Answer[]>>;
  readonly steps?: readonly Step[];
}

export function documentOf(document: Document | undefined): JsonObject {
  if (typeof document !== 'string') return document ?? {};
  const value: JsonValue = parseJson(document);
  return isJsonObject(value) ? value : {};
}
