import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { engine, listening, once } from './guarded-engine.ts';

test('without authentication no header is sent', async () => {
  const seen: (string | undefined)[] = [];
  const address = await listening(createServer(engine(() => true, seen)));
  expect(await once({ address })).toBe('jobs');
  expect(seen).toEqual([undefined]);
});

test('basic: user and password in UTF-8; a wrong password is told without it', async () => {
  const wanted = `Basic ${Buffer.from('müller:pä:ss', 'utf8').toString('base64')}`;
  const address = await listening(createServer(engine((header) => header === wanted)));
  expect(await once({ address, authentication: { kind: 'basic', username: 'müller', password: 'pä:ss' } })).toBe(
    'jobs',
  );
  const error = await once({ address, authentication: { kind: 'basic', username: 'müller', password: 'canary' } });
  expect(error).toMatchObject({ kind: 'unauthorized', message: expect.stringMatching(/401/) });
  expect(String(error)).not.toContain('canary');
});
