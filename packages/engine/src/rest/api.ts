import type { JsonObject, JsonValue } from '@camunda-sqs-connector/feel/json';
import type { Engine } from '../core/engine.ts';
import type { Behaviour } from './wire.ts';

/** The engine behind the API, with time and the way to wait for it. */
export interface ApiWorld {
  readonly engine: Engine;
  readonly behaviour: Behaviour;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves when something happened in the engine, or after that many milliseconds, or when the server stops. */
  readonly change: (ms: number) => Promise<void>;
  readonly isStopping: () => boolean;
}

export interface Resource {
  readonly name: string;
  readonly text: string;
}

/** A request that is understood: the path's key and the body. */
export interface ApiRequest {
  readonly key: string;
  readonly body: JsonObject;
  readonly bodyBytes: number;
  /** The files of a form. */
  readonly resources: readonly Resource[];
}

/** What is answered: JSON, or a text of another type, or nothing. */
export type ApiAnswer = JsonValue | PlainText | undefined;

export class PlainText {
  readonly type: string;
  readonly text: string;

  constructor(type: string, text: string) {
    this.type = type;
    this.text = text;
  }
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** With `{key}` for a key: `/v2/jobs/{key}/completion`. */
  readonly path: string;
  readonly answer: (world: ApiWorld, request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>;
}

/** There are no tenants: everything belongs to Camunda's default one. */
export const TENANT = '<default>';
