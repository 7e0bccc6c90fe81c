/** What must not leave the process except to a queue: values of secrets, keys in plain text, credentials of the machine. */
export const CANARIES = {
  secret: 'Canary/of+a"secret=',
  shortSecret: 'Zq7!',
  plainKey: 'canary plain <key> &%',
  machineKey: 'CANARYMACHINEKEY',
  machineToken: 'canary//machine+token==',
} as const;

/** The canaries of which some form stands in a text. */
export function canariesIn(text: string): readonly string[] {
  return Object.entries(CANARIES)
    .filter(([, value]) => formsOf(value).some((form) => text.includes(form)))
    .map(([name]) => name);
}

function formsOf(value: string): readonly string[] {
  const inBase64 = [0, 1, 2].map((before) =>
    Buffer.from(' '.repeat(before) + value)
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  );
  const json = JSON.stringify(value).slice(1, -1);
  const url = encodeURIComponent(value);
  return [
    value,
    value.toLowerCase(),
    json,
    JSON.stringify(json).slice(1, -1),
    url,
    url.toLowerCase(),
    ...inBase64,
  ].filter((form) => form.length >= 4);
}
