import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Lines } from '../src/cli/lines.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function written() {
  const writes: string[] = [];
  return { writes, lines: new Lines({ write: (text) => writes.push(text) }) };
}

describe('lines of a moment leave together', () => {
  test('the first at once, what follows soon with one write', () => {
    const { writes, lines } = written();
    lines.write('1\n');
    expect(writes).toEqual(['1\n']);
    lines.write('2\n');
    vi.advanceTimersByTime(40);
    lines.write('3\n');
    expect(writes).toEqual(['1\n']);
    vi.advanceTimersByTime(10);
    expect(writes).toEqual(['1\n', '2\n3\n']);
  });

  test('as long as they come, a write a moment; after a rest again at once', () => {
    const { writes, lines } = written();
    for (let time = 0; time < 1000; time += 5) {
      lines.write(`${time}\n`);
      vi.advanceTimersByTime(5);
    }
    vi.advanceTimersByTime(100);
    expect(writes).toHaveLength(21);
    expect(writes.join('').split('\n')).toHaveLength(201);
    lines.write('last\n');
    expect(writes.at(-1)).toBe('last\n');
  });

  test('at once when they are told to, and once only', () => {
    const { writes, lines } = written();
    lines.write('1\n');
    lines.write('2\n');
    lines.leave();
    lines.leave();
    vi.advanceTimersByTime(100);
    expect(writes).toEqual(['1\n', '2\n']);
  });

  test('at once when they are many, so that they do not fill the memory', () => {
    const { writes, lines } = written();
    const line = `${'x'.repeat(999)}\n`;
    for (let count = 0; count < 100; count++) lines.write(line);
    expect(writes.join('')).toBe(line.repeat(67));
    vi.advanceTimersByTime(50);
    expect(writes.join('')).toBe(line.repeat(100));
  });
});
