import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { shown } from '../numbers.ts';
import { cpuPicture } from '../pictures/cpu.ts';
import { growthPicture } from '../pictures/growth.ts';
import { latencyPicture } from '../pictures/latency.ts';
import { scaleTo } from '../pictures/scale.ts';
import { cluster, compared, figure } from './made-up.ts';

const pictures = { cpu: cpuPicture(cluster), latency: latencyPicture(cluster), growth: growthPicture(cluster) };
const svgOf = (text = '') => {
  const { documentElement } = new new Window().DOMParser().parseFromString(text, 'image/svg+xml');
  return documentElement;
};
const number = (element: { getAttribute(name: string): string | null }, name: string) =>
  Number(element.getAttribute(name));

describe.each(Object.entries(pictures))('%s:', (_, text = '') => {
  const svg = svgOf(text);
  const [width, height] = [number(svg, 'width'), number(svg, 'height')];

  test('is one picture with a title and a description', () => {
    expect(svg.tagName).toBe('svg');
    expect(svg.querySelector('parsererror')).toBeNull();
    expect(svg.querySelector('title')?.textContent).not.toBe('');
    expect(svg.querySelector('desc')?.textContent).toMatch(/\d/);
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
  });

  test('says what its axes are of, with units', () => {
    expect(text).toMatch(/, ms|milliseconds/);
  });

  test('nothing lies outside', () => {
    for (const name of ['x', 'x1', 'x2', 'cx'])
      for (const part of svg.querySelectorAll(`[${name}]`)) {
        expect(number(part, name)).toBeGreaterThanOrEqual(0);
        expect(number(part, name)).toBeLessThanOrEqual(width);
      }
    for (const name of ['y', 'y1', 'y2', 'cy'])
      for (const part of svg.querySelectorAll(`[${name}]`)) {
        expect(number(part, name)).toBeGreaterThanOrEqual(0);
        expect(number(part, name)).toBeLessThanOrEqual(height);
      }
  });

  test('texts do not lie on each other', () => {
    const boxes = [...svg.querySelectorAll('text')].map((part) => {
      const content = part.textContent ?? '';
      // Wider than most fonts draw it.
      const long = content.length * 6.6;
      const anchor = part.getAttribute('text-anchor');
      const x = number(part, 'x') - (anchor === 'end' ? long : anchor === 'middle' ? long / 2 : 0);
      return { content, left: x, right: x + long, top: number(part, 'y') - 10, bottom: number(part, 'y') + 2 };
    });
    const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const));
    const touching = pairs.filter(
      ([a, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
    );
    expect(touching.map(([a, b]) => [a.content, b.content])).toEqual([]);
    const outside = boxes.filter(({ left, right }) => left < 0 || right > width);
    expect(outside.map(({ content }) => content)).toEqual([]);
  });

  test.each(['light', 'dark'])('can be read in the %s', (mode) => {
    const [light = '', dark = ''] = (svg.querySelector('style')?.textContent ?? '').split('@media');
    const rules = mode === 'light' ? light : dark;
    const colour = (rule: string) => new RegExp(`${rule}\\{(?:fill|stroke):(#\\w{6})`).exec(rules)?.[1] ?? '';
    const ground = colour('\\.ground');
    for (const rule of ['text', '\\.quiet']) expect(contrast(colour(rule), ground)).toBeGreaterThan(4.5);
    for (const rule of ['\\.fill0', '\\.fill1', '\\.fill2', '\\.fill3', '\\.line0', '\\.axis', '\\.whisker'])
      expect(contrast(colour(rule), ground)).toBeGreaterThan(3);
  });
});

test('bars are as long as the CPU that they stand for', () => {
  const bars = [...svgOf(pictures.cpu).querySelectorAll('rect[class^=fill]')];
  const values = cluster.rows.filter(({ measure }) => measure === 'workerCpuMs').slice(0, 6);
  const perMs = bars.map((bar, index) => number(bar, 'width') / (values[index]?.value.median ?? 0));
  expect(bars).toHaveLength(6);
  for (const length of perMs) expect(Math.abs(length / (perMs[0] ?? 0) - 1)).toBeLessThan(0.01);
});

test.each(['p50Ms', 'p95Ms', 'p99Ms'])('each %s is told by its value', (measure) => {
  const texts = [...svgOf(pictures.latency).querySelectorAll('text')].map(({ textContent }) => textContent);
  for (const { value } of cluster.rows.filter((row) => row.measure === measure))
    expect(texts).toContain(shown(value.median));
});

test('each that grows has a panel, with a point for each situation', () => {
  const points = [...svgOf(pictures.growth).querySelectorAll('polyline')].map(
    (curve) => curve.getAttribute('points')?.split(' ').length,
  );
  expect(points).toEqual([3, 3, 4]);
});

test('an interval that is wide ends inside', () => {
  const rows = compared({ jobsInFlight: 64 }, { workerCpuMs: [1, 2, 3] }).map((row) => ({
    ...row,
    value: figure(row.value.median, 0, 1000),
  }));
  const svg = svgOf(cpuPicture({ ...cluster, rows }));
  for (const whisker of svg.querySelectorAll('.whisker')) expect(number(whisker, 'x2')).toBeLessThan(760 - 100);
});

test.each([
  [0, ['0', '0.2', '0.4', '0.6', '0.8', '1']],
  [0.3, ['0', '0.1', '0.2', '0.3']],
  [2.31, ['0', '0.5', '1', '1.5', '2', '2.5']],
  [96, ['0', '20', '40', '60', '80', '100']],
  [4600, ['0', '1,000', '2,000', '3,000', '4,000', '5,000']],
])('an axis up to %f has round numbers', (most, ticks) => {
  const scale = scaleTo(most, 100, 600);
  expect(scale.ticks.map(({ text }) => text)).toEqual(ticks);
  expect(scale.at(0)).toBe(100);
  expect(scale.at(scale.ticks.at(-1)?.value ?? 0)).toBeCloseTo(600);
});

/** Of two colours, as WCAG 2 counts it. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [a, b].map(luminance).sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
