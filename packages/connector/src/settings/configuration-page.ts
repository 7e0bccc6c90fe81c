import { literal, sentence, table } from '../markdown.ts';
import type { AnySetting } from './setting.ts';
import { fallbackText } from './settings-reader.ts';
import { topics } from './topics/index.ts';
import { ignored, type OtherNames, readByOthers, withoutEffect } from './topics/other-names.ts';

/** The page of the documentation that lists all settings, in Markdown. */
export function configurationPage(): string {
  const tables = Object.values(topics).flatMap(({ title, settings, notes, stops }) => [
    `## ${title}`,
    table(
      ['Variable', 'Decides', 'Allowed', 'Default'],
      Object.values<AnySetting>(settings).map((setting) => [
        namesOf(setting),
        sentence(setting.meaning) + (setting.secret ? ' (secret)' : ''),
        literal(sentence(setting.parser.allowed)),
        fallbackText(setting) === '' ? '–' : fallbackText(setting),
      ]),
    ),
    ...notes,
    ...(stops.length > 0 ? [`The start stops at: ${stops.join('; ')}.`] : []),
  ]);
  return `${[
    '<!-- Written by `npm run docs` from the settings’ definitions. -->',
    '# Configuration',
    'Everything is set by environment variables, which are read once, at the start. A wrong value stops the start with a line for each: the variable, its value (hidden where it is a secret) and what is allowed. Blank variables count as absent. Blanks around a value do not count; in secrets they do, save for one line break at the end. A variable whose name begins with `SQS_CONNECTOR_` and stands nowhere here stops the start too, so that no misspelt setting goes unnoticed; what Kubernetes sets for a Service of such a name is left alone.',
    'Where a row has several names, they mean the same: `SQS_CONNECTOR_…` first, then those of Camunda’s SDKs, then those of the official connector runtime. Two that say different things stop the start. Names after *else* are of a broader setting: they count where none before is set, and may say something else. Times without a unit are milliseconds; ISO 8601 durations such as `PT30S` are taken too.',
    ...tables,
    '## Other names',
    others('Accepted without effect, so that a configuration of the official runtime can stay as it is', withoutEffect),
    others('Read by what the connector is built on', readByOthers),
    others('Ignored', ignored),
  ].join('\n\n')}\n`;
}

function namesOf({ names, broader = [] }: AnySetting): string {
  const code = (name: string) => `\`${name}\``;
  const narrow = names.map(code).join('<br>');
  return broader.length === 0 ? narrow : `${narrow}<br>else ${broader.map(code).join('<br>')}`;
}

function others(title: string, rows: readonly OtherNames[]): string {
  const named = rows.map(({ names, meaning }) => [names.map((name) => `\`${name}\``).join('<br>'), sentence(meaning)]);
  return `${title}:\n\n${table(['Variable', 'Why'], named)}`;
}
