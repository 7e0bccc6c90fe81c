import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bracedIn } from '../src/secrets/braced.ts';

/** What the search means; on hostile texts it takes the square of their length. */
const MEANING = /\{\{\s*secrets\.(\S+?)\s*\}\}/g;

const parts = fc.constantFrom('{{', '}}', '{', '}', 'secrets.', 'secrets', '.', ' ', '\n', '\u00a0', 'NAME', 'a');

test('each placeholder is found that the pattern finds, and no other', () => {
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const expected = [...text.matchAll(MEANING)].map((match) => [match.index, match[0], match[1]]);
      expect([...bracedIn(text)].map(({ start, end, name }) => [start, text.slice(start, end), name])).toEqual(
        expected,
      );
    }),
    { numRuns: 20_000, seed: 20_261_126 },
  );
});

test.each([
  ['openings without an end', '{{secrets.'.repeat(300_000)],
  ['openings whose end is far', `${'{{secrets.'.repeat(300_000)} x}}`],
  ['openings and blanks', `${'{{secrets.a '.repeat(300_000)}}}`],
  ['braces', '{'.repeat(3_000_000)],
])('%s in a text of 3 MB take a moment', (_name, text) => {
  const before = process.cpuUsage();
  for (const { name } of bracedIn(text)) expect(name).not.toBe('');
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3);
});
