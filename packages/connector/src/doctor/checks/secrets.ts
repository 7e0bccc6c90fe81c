import { replaceBraced } from '@camunda-sqs-connector/runtime';
import { configures, connectorAtRest } from '../connector-at-rest.ts';
import { literalsOf } from '../feel-text.ts';
import type { Finding, TaskCheck } from '../findings.ts';
import type { ModelInput } from '../read-model.ts';

/** How the official connector finds a secret's name without braces: anywhere in a text. */
const BARE = /secrets\.(?:[a-zA-Z0-9]+[/._-])*[a-zA-Z0-9]+/g;

/** Placeholders of secrets that are not replaced here, though the official connector does. */
export const secrets: TaskCheck = ({ inputs }, settings) => {
  const connector = connectorAtRest(settings);
  return inputs
    .filter(({ target }) => connector.fetchVariables.includes(target.split('.', 1)[0] ?? ''))
    .flatMap((input) => {
      const isConfiguration = configures(connector, input.target);
      const texts = textsOf(input);
      const values = texts.filter(({ isKey }) => !isKey).map(({ text }) => text);
      return [
        ...texts.filter(({ isKey }) => isKey).flatMap(({ text }) => inKey(input, text)),
        ...values.flatMap((text) =>
          isConfiguration ? inConfiguration(input, text) : inMessage(input, text, settings.secretsInMessages),
        ),
      ];
    });
};

function textsOf({ source }: ModelInput) {
  return source.startsWith('=') ? literalsOf(source) : [{ text: source, isKey: false }];
}

function inKey(input: ModelInput, text: string): readonly Finding[] {
  const { braced, bare } = placeholdersOf(text);
  if (braced.length + bare.length === 0) return [];
  return [
    warning(
      input,
      'holds the placeholder of a secret in the key of a context. Keys stay as they are here. Put it into a value.',
    ),
  ];
}

function inConfiguration(input: ModelInput, text: string): readonly Finding[] {
  const { bare } = placeholdersOf(text);
  const [first] = bare;
  // A text that is nothing else is replaced as ever.
  if (first === undefined || first === text.trim()) return [];
  return [
    warning(
      input,
      `holds ${first} inside a longer text. It is replaced at the beginning of a word only, and only where such a secret exists; else it stays as it is. Write {{${first}}}.`,
    ),
  ];
}

function inMessage(input: ModelInput, text: string, allowed: readonly string[]): readonly Finding[] {
  const { braced, bare } = placeholdersOf(text);
  const refused = allowed.includes('*') ? [] : braced.filter((name) => !allowed.includes(name));
  return [
    ...refused.map((name) =>
      warning(
        input,
        `holds the placeholder {{secrets.${name}}} in what is sent: where the secret exists, the job fails before the send; else the placeholder is sent as it is. Take it out, or allow it with SQS_CONNECTOR_SECRETS_IN_MESSAGES=${name}.`,
      ),
    ),
    ...bare.map((found) =>
      warning(
        input,
        `holds ${found} in what is sent. It stays as it is: without braces, no secret is put into messages. If one is meant, write {{${found}}} and allow it with SQS_CONNECTOR_SECRETS_IN_MESSAGES=${found.slice('secrets.'.length)}.`,
      ),
    ),
  ];
}

function warning({ target, line }: ModelInput, text: string): Finding {
  return { severity: 'warning', line, text: `${target} ${text}` };
}

function placeholdersOf(text: string): { readonly braced: readonly string[]; readonly bare: readonly string[] } {
  const braced: string[] = [];
  const rest = replaceBraced(text, (name) => {
    braced.push(name);
    return ' ';
  });
  return { braced, bare: rest.match(BARE) ?? [] };
}
