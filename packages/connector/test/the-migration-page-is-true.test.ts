import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { realWorld } from '@camunda-sqs-connector/runtime';
import { describe, expect, test } from 'vitest';
import { createSender } from '../src/sending/sender.ts';
import type { AnySetting } from '../src/settings/setting.ts';
import { topics } from '../src/settings/topics/index.ts';
import { ignored, readByOthers, withoutEffect } from '../src/settings/topics/other-names.ts';
import { differences } from './differences.ts';
import { handleOne } from './job-against-sqs.ts';
import { requestOf } from './requests.ts';

const page = readFileSync(new URL('../../../docs/migration.md', import.meta.url), 'utf8');

/** It takes a server that counts connections, so it is shown below, by itself. */
const OF_CONNECTIONS = 'Connections are shared by all jobs';

test('it has each difference, and no other', () => {
  const [, section = ''] = /\n## What differs for models\n([\s\S]*?)\n## /.exec(page) ?? [];
  const headings = [...section.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
  expect(new Set(headings)).toEqual(new Set([...differences.map(({ name }) => name), OF_CONNECTIONS]));
  // Each says what there was, what to look for and what to do.
  for (const part of section.split('\n### ').slice(1)) {
    expect(part).toMatch(/\b(?:There|In 8\.8\.7)\b[\s\S]*\n- Look for: [\s\S]*\n- Do: /);
  }
});

describe.each(differences)('$name', ({ shownBy }) => {
  test.each(shownBy)('as case $# shows', async ({ job, outcome, tries, sent = {} }) => {
    const handled = await handleOne(job);
    expect(handled.outcome).toMatchObject(outcome);
    expect(handled.tries).toBe(tries);
    expect(JSON.parse(handled.asked.at(-1)?.body ?? '{}')).toMatchObject(sent);
  });
});

test(OF_CONNECTIONS, async () => {
  let connections = 0;
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    request.resume();
    request.on('end', () => response.writeHead(400).end('{"__type":"QueueDoesNotExist"}'));
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpointOverride = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const targets = { endpointOverride, allowedEndpoints: [] };
  const credentials = async () => ({ accessKeyId: 'AKIA', secretAccessKey: 's' });
  const sender = createSender({ targets, credentials, world: realWorld });
  for (let n = 0; n < 20; n++) await sender.send(requestOf(), realWorld.now() + 30_000).catch(() => {});
  await sender.close();
  await new Promise((resolve) => server.close(resolve));
  expect(requests).toBe(20);
  expect(connections).toBeLessThan(requests);
});

/** Those that hold a secret, and a secret's name. */
const OF_SECRETS = /^SECRET_|^PARTNER_TOKEN$/;

test('every variable that it names is one that is understood', () => {
  const settings = Object.values(topics).flatMap((topic) => Object.values<AnySetting>(topic.settings));
  const understood = new Set([
    ...settings.flatMap(({ names, broader = [] }) => [...names, ...broader]),
    ...[withoutEffect, ignored, readByOthers].flatMap((others) => others.flatMap(({ names }) => names)),
  ]);
  const named = [...page.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map(([name]) => name);
  const unknown = named.filter((name) => !understood.has(name) && !OF_SECRETS.test(name));
  expect(named.length).toBeGreaterThan(20);
  expect(unknown).toEqual([]);
});
