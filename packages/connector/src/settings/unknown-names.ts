import type { AnySetting } from './setting.ts';
import type { Environment, SettingsReader } from './settings-reader.ts';
import { topics } from './topics/index.ts';

const OWN = 'SQS_CONNECTOR_';

/** What Kubernetes sets in every pod for a Service whose name begins with `sqs-connector`. */
const OF_A_SERVICE = /_SERVICE_(?:HOST|PORT(?:_\w+)?)$|_PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?$/;
const ADDRESS_OF_A_SERVICE = /^(?:tcp|udp|sctp):\/\//;

/**
 * Tells of variables that look like settings of this connector and are none: a misspelt setting would be no setting, and nobody
 * would know. Their values are not quoted, since nobody knows what they are.
 */
export function tellUnknownNames(
  reader: SettingsReader,
  environment: Environment,
  { secretsPrefix }: { readonly secretsPrefix: string },
): void {
  const known = Object.values(topics)
    .flatMap(({ settings }) => Object.values<AnySetting>(settings).flatMap(({ names }) => names))
    .filter((name) => name.startsWith(OWN));
  for (const name of Object.keys(environment).sort()) {
    if (!name.startsWith(OWN) || known.includes(name) || !reader.isSet(name)) continue;
    const isOfAService = OF_A_SERVICE.test(name) || ADDRESS_OF_A_SERVICE.test(environment[name] ?? '');
    if (isOfAService || name.startsWith(secretsPrefix)) continue;
    reader.tell(`${name} is no setting. Did you mean ${nearest(name, known)}? Correct the name, or unset it.`);
  }
}

function nearest(name: string, known: readonly string[]): string {
  const ranked = known.map((other) => ({ other, steps: stepsBetween(name, other) }));
  return ranked.reduce((best, one) => (one.steps < best.steps ? one : best)).other;
}

/** How many characters have to be inserted, deleted or replaced to make one text the other (Levenshtein's distance). */
function stepsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, character] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (character === other[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
