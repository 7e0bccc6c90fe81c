import { isJsonObject, type JsonObject, type JsonValue, setOwn } from '@camunda-sqs-connector/feel/json';
import { runtimeError } from '../errors/catalogue.ts';
import { replaceBraced, replacePlaceholders } from './placeholders.ts';
import type { SecretScope, SecretSource } from './secret-source.ts';

export interface SecretRules {
  /** Dotted paths in and below which secrets are resolved. */
  readonly configurationPaths: readonly string[];
  /** Names that may be resolved everywhere else too; `*` stands for all. */
  readonly allowedInMessages: readonly string[];
}

export interface Resolved {
  readonly variables: JsonObject;
  /** The values that were put in. */
  readonly values: readonly string[];
}

/**
 * Resolves secrets once, in values only, and only in what configures the call. Elsewhere the placeholder of a known secret
 * fails the job unless the operator allows it: otherwise whoever sets a process variable could read secrets.
 *
 * @throws ConnectorError SECRET_NOT_FOUND, SECRET_IN_MESSAGE
 */
export function resolveSecrets(
  variables: JsonObject,
  source: SecretSource,
  scope: SecretScope,
  rules: SecretRules,
): Resolved {
  const values: string[] = [];

  function taken(value: string): string {
    values.push(value);
    return value;
  }

  function required(name: string, path: string): string {
    const value = source.get(name, scope);
    if (value !== undefined) return taken(value);
    throw runtimeError(
      'SECRET_NOT_FOUND',
      `Secret with name '${name}' is not available: ${path} names it. Set ${source.describe(name, scope)}, or correct the name.`,
    );
  }

  function optional(name: string): string | undefined {
    const value = source.get(name, scope);
    return value === undefined ? undefined : taken(value);
  }

  function inMessage(text: string, path: string): string {
    return replaceBraced(text, (name, placeholder) => {
      const value = source.get(name, scope);
      if (value === undefined) return placeholder;
      if (rules.allowedInMessages.includes('*') || rules.allowedInMessages.includes(name)) {
        return taken(value);
      }
      throw runtimeError(
        'SECRET_IN_MESSAGE',
        `${path} holds the placeholder of the secret '${name}', which would leave with the message. Take it out, or allow it with SQS_CONNECTOR_SECRETS_IN_MESSAGES=${name}.`,
      );
    });
  }

  function walk(value: JsonValue, path: string, configures: boolean): JsonValue {
    if (typeof value === 'string') {
      if (!value.includes('secrets.')) return value;
      return configures ? replacePlaceholders(value, (name) => required(name, path), optional) : inMessage(value, path);
    }
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${path}[${index}]`, configures));
    if (!isJsonObject(value)) return value;
    const result: Record<string, JsonValue> = {};
    for (const [key, item] of Object.entries(value)) {
      const itemPath = path === '' ? key : `${path}.${key}`;
      setOwn(result, key, walk(item, itemPath, configures || rules.configurationPaths.includes(itemPath)));
    }
    return result;
  }

  return { variables: walk(variables, '', false) as JsonObject, values };
}
