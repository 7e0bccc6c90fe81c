import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskOf } from '../src/secrets/mask.ts';

/** How a server, a library or an engine may quote a value. */
const WRITERS: Readonly<Record<string, (value: string) => string>> = {
  raw: (value) => value,
  JSON: (value) => JSON.stringify({ value }),
  'JSON in JSON': (value) => JSON.stringify({ body: JSON.stringify({ value }) }),
  'JSON with escaped slashes': (value) => JSON.stringify(value).replaceAll('/', '\\/'),
  URL: (value) => `https://host/path?key=${encodeURIComponent(value)}&x=1`,
  'URL in lower case': (value) => encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  form: (value) => new URLSearchParams({ key: value }).toString(),
  XML: (value) =>
    `<Message>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')}</Message>`,
  base64: (value) => Buffer.from(value).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  'basic authentication': (value) => `Basic ${Buffer.from(`user:${value}`).toString('base64')}`,
  'a user before it': (value) => `Basic ${Buffer.from(`me:${value}@`).toString('base64')}`,
};

const wellFormed = fc.string({ unit: 'binary', minLength: 8, maxLength: 60 }).filter((text) => text.isWellFormed());
const secret = fc.oneof(wellFormed, fc.stringMatching(/^[ -~]{8,40}$/)).filter((text) => text.trim().length >= 8);
/** A text that neither is nor looks like a part of the value. */
const around = fc.stringMatching(/^[ .:;]{0,10}$/);

describe.each(Object.entries(WRITERS))('%s:', (name, write) => {
  test('no form of a value is left, whatever stands around it', () => {
    fc.assert(
      fc.property(secret, around, around, (value, before, after) => {
        const masked = maskOf([value]).text(`${before}${write(value)}${after}`);
        expect(masked).toContain('***');
        expect(masked).not.toContain(value);
        if (name === 'raw') expect(masked).toBe(`${before}***${after}`);
        for (const [encoding, decoded] of decodings(masked)) expect(`${encoding} ${decoded}`).not.toContain(value);
      }),
      { seed: 20261126 },
    );
  });
});

/** What one who knows the encodings can get back. */
function decodings(masked: string): [string, string][] {
  const tokens = masked.split(/[^A-Za-z0-9+/_-]+/).filter((token) => token.length > 4);
  const unescaped = (decode: (text: string) => string): string => {
    try {
      return decode(masked);
    } catch {
      return '';
    }
  };
  return [
    ...tokens.map((token): [string, string] => ['base64', Buffer.from(token, 'base64').toString()]),
    ['URL', unescaped(decodeURIComponent)],
    ['form', new URLSearchParams(masked).get('key') ?? ''],
    ['JSON', unescaped((text) => String(JSON.parse(text)))],
  ];
}

test('values that contain, begin or repeat each other leave nothing behind', () => {
  const part = fc.stringMatching(/^[a-c]{4,9}$/);
  fc.assert(
    fc.property(part, part, part, (one, two, three) => {
      const mask = maskOf([two, one + two, one, one + two + three]);
      expect(mask.text(`${one + two + three} ${one + two} ${two}`)).toBe('*** *** ***');
    }),
    { seed: 20261126 },
  );
});

test.each([
  ['a short value where it stands alone', ['ab'], 'user ab: ab!', 'user ***: ***!'],
  ['a short value is left inside words', ['a'], 'a cat and a car', '*** cat and *** car'],
  ['signs of a short value are no pattern', ['.*'], 'any .* text', 'any *** text'],
  ['blank values are no secret', [' ', ''], 'a b', 'a b'],
  ['a sign that is written by two units', ['pass😀word'], '{"k":"pass\\ud83d\\ude00word"} pass😀word', undefined],
])('%s', (_name, values, text, expected) => {
  const masked = maskOf(values).text(text);
  if (expected === undefined) expect(masked).not.toContain('pass😀word');
  else expect(masked).toBe(expected);
});

test('texts and keys are masked at any depth; numbers, booleans and null stay as they are', () => {
  const value = { 'a canary here': ['canary', { deep: 'x canary' }], n: 5, t: true, nothing: null };
  expect(maskOf(['canary']).value(value)).toEqual({
    'a *** here': ['***', { deep: 'x ***' }],
    n: 5,
    t: true,
    nothing: null,
  });
});
