import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEngineServer } from '@camunda-sqs-connector/engine';
import { expect, onTestFinished, test } from 'vitest';

const pathOf = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const read = (file: string) => readFileSync(pathOf(file), 'utf8');
const dockerfile = read('Dockerfile');

interface Manifest {
  readonly name: string;
  readonly engines: { readonly node: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}
const manifestOf = (folder: string) => JSON.parse(read(`packages/${folder}/package.json`)) as Manifest;

/** The connector's folder, and those of what it needs of this repository. */
function needed(folder = 'connector'): string[] {
  const { dependencies = {} } = manifestOf(folder);
  const others = readdirSync(pathOf('packages')).filter((other) => manifestOf(other).name in dependencies);
  return [...new Set([folder, ...others.flatMap((other) => needed(other))])].sort();
}

/** A folder with what the image holds beside Node. */
function imageFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [, files = '', target = ''] of dockerfile.matchAll(/^COPY --from=build (.+) (\S+)$/gm)) {
    for (const file of files.split(' ').map((path) => path.replace(/^\/app\//, ''))) {
      cpSync(pathOf(file), join(folder, target, target.endsWith('/') ? basename(file) : ''), { recursive: true });
    }
  }
  return folder;
}

test('it is built from the connector and what that needs, and from nothing else', () => {
  const manifests = [...dockerfile.matchAll(/^COPY packages\/(\w+)\/package\.json packages\/\1\/$/gm)];
  expect(manifests.map(([, folder]) => folder).sort()).toEqual(needed());
  const sent = [...read('.dockerignore').matchAll(/^!packages\/(\w+)$/gm)];
  expect(sent.map(([, folder]) => folder).sort()).toEqual(needed());
});

test('what it starts is there, and its Node is one that the connector runs on', () => {
  const started = [...dockerfile.matchAll(/"\/app\/([^"]+)"/g)].map(([, file = '']) => file);
  expect(started).toEqual([
    'packages/connector/bin/healthcheck.mjs',
    'packages/connector/bin/camunda-sqs-connector.mjs',
  ]);
  const image = imageFolder();
  for (const file of started) expect(existsSync(join(image, file)), file).toBe(true);
  const [, major, minor] = /^ARG NODE=node:(\d+)\.(\d+)\.\d+-/m.exec(dockerfile) ?? [];
  expect(manifestOf('connector').engines.node).toBe('>=20.19');
  expect(Number(major)).toBe(20);
  expect(Number(minor)).toBeGreaterThanOrEqual(19);
});

test('each part of its program finds what it loads, without a package beside it', () => {
  const image = imageFolder();
  const script = `
    for (const file of fs.readdirSync('.')) if (file.endsWith('.js')) await import(path.resolve(file));
    console.log('loaded');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(image, 'packages/connector/dist/command'),
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: 'loaded\n', stderr: '' });
  expect(existsSync(join(image, 'node_modules'))).toBe(false);
});

test('it passes on the licences of all that it holds', () => {
  const licences = readFileSync(join(imageFolder(), 'packages/connector/dist/command/LICENSES.txt'), 'utf8');
  const { dependencies = {} } = manifestOf('connector');
  const foreign = Object.entries(dependencies).filter(([name]) => !name.startsWith('@camunda-sqs-connector/'));
  expect(foreign.length).toBeGreaterThan(5);
  for (const [name, version] of foreign) expect(licences).toContain(`${name} ${version}\n`);
  expect(licences).toContain('Apache License');
});

test('its health check finds the worker by the same settings, and fails where there is none', async () => {
  const image = imageFolder();
  const engine = await startEngineServer();
  const env = {
    PATH: process.env['PATH'] ?? '',
    CAMUNDA_REST_ADDRESS: engine.address,
    SQS_CONNECTOR_HTTP_PORT: '0',
    SERVER_SERVLET_CONTEXTPATH: '/sqs',
  };
  const child = spawn(process.execPath, [join(image, 'packages/connector/bin/camunda-sqs-connector.mjs'), 'run'], {
    env,
  });
  const exit = new Promise((resolve) => child.once('exit', resolve));
  const port = await new Promise<string>((resolve) => {
    let log = '';
    child.stdout.on('data', (chunk: Buffer) => {
      log += chunk;
      const [, found] = /"httpPort":(\d+)/.exec(log) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  const check = () =>
    spawnSync(process.execPath, [join(image, 'packages/connector/bin/healthcheck.mjs')], {
      env: { ...env, SQS_CONNECTOR_HTTP_PORT: port },
      encoding: 'utf8',
    });
  expect(check()).toMatchObject({ status: 0, stdout: expect.stringContaining('"status":"UP"') });
  child.kill('SIGTERM');
  await engine.stop();
  expect(await exit).toBe(0);
  expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining('/sqs/actuator/health/liveness') });
});

test('its health check names a setting that is wrong, without a stack trace', () => {
  const { status, stderr } = spawnSync(process.execPath, [pathOf('packages/connector/bin/healthcheck.mjs')], {
    env: { PATH: process.env['PATH'] ?? '', CAMUNDA_REST_ADDRESS: 'nonsense' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(/^The settings are wrong:\nCAMUNDA_REST_ADDRESS=nonsense is not allowed.*\n$/),
  });
});
