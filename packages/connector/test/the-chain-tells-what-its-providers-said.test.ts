import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { makeFolder } from '../../runtime/test/certificates.ts';
import { createCredentialSource, loadDefaultChain } from '../src/sending/credentials.ts';
import { EndpointConnections } from '../src/sending/endpoint-connections.ts';

const folder = makeFolder();
let configs = 0;
afterEach(() => vi.unstubAllEnvs());
afterAll(() => folder.remove());

/** The text of the error on a machine that has this configuration, and nothing else. */
async function told(config: string, environment: Readonly<Record<string, string>> = {}, times = 1): Promise<string[]> {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_ROLE_ARN']) {
    vi.stubEnv(name, undefined);
  }
  // Each has a file of its own, since the SDK reads one only once.
  vi.stubEnv('AWS_CONFIG_FILE', folder.write(`config-${++configs}`, config));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', folder.path('none'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const connections = new EndpointConnections();
  const source = createCredentialSource(() => loadDefaultChain(connections));
  const asked = Array.from({ length: times }, () => source({ kind: 'defaultChain' }).catch((error: Error) => error));
  const errors = await Promise.all(asked);
  await connections.close();
  return errors.map((error) => ('message' in error ? error.message : 'credentials'));
}

const process = (command: string) => `[default]\ncredential_process = ${command}\n`;

describe('the reason is told, with what to do:', () => {
  test.each<[string, string, Record<string, string>, RegExp]>([
    ['nothing is configured', '', {}, /fromEnv: Unable to find environment variable/],
    ['a profile that is not there', '', { AWS_PROFILE: 'prod' }, /fromIni: Could not resolve credentials.*\[prod\]/],
    [
      'a role whose source is not there',
      '[default]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = other\n',
      {},
      /fromIni: Could not resolve credentials using profile: \[other\]/,
    ],
    [
      'a token file that is not there',
      '',
      { AWS_ROLE_ARN: 'arn:aws:iam::1:role/x', AWS_WEB_IDENTITY_TOKEN_FILE: '/nope/token' },
      /no such file or directory, open '\/nope\/token'/,
    ],
    ['a command that is not there', process('/nope/helper'), {}, /credential_process was not found/],
    ['a command that fails', process('exit 1'), {}, /credential_process failed, run it by hand/],
    ['a command that prints no JSON', process('echo hello'), {}, /credential_process returned invalid JSON/],
  ])('%s', async (_name, config, environment, reason) => {
    const [text = ''] = await told(config, environment);
    expect(text).toMatch(
      /^AWS's default credentials chain gives no credentials: [^\n]+\. Give the connector's machine a role,/,
    );
    expect(text).toMatch(reason);
    // Each reason once, and what says nothing not at all.
    expect(text.match(/credential_process (?:was|failed)|Unable to find/g) ?? []).toHaveLength(
      new Set(text.match(/credential_process (?:was|failed)|Unable to find/g)).size,
    );
    expect(text).not.toContain('Skipping');
  });
});

test('neither a command line nor what a command prints is told, nor a token of the environment', async () => {
  const command = `sh -c "echo canary-printed >&2; exit 1" --token canary-argument`;
  const [text] = await told(process(command), { AWS_SESSION_TOKEN: 'default' });
  expect(text).toMatch(/credential_process failed/);
  expect(text).not.toMatch(/canary|\bdefault\b(?! credentials chain)/);
});

test('whoever waits for the same answer is told the same', async () => {
  const texts = await told(process('exit 1'), {}, 3);
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toMatch(/fromIni: the command of credential_process failed/);
});
