/** The little SVG that the pictures need. A picture has a ground of its own, so it can be read wherever it is shown. */

export const WIDTH = 760;
/** Between a picture's edge and what is drawn. */
export const MARGIN = 24;

interface Picture {
  readonly title: string;
  /** For those who cannot see it: what it shows, in a sentence. */
  readonly description: string;
  readonly height: number;
  readonly parts: readonly string[];
}

export function picture({ title, description, height, parts }: Picture): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>${STYLE}</style>`,
    element('rect', { class: 'ground', x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, rx: 8 }),
    label({ x: MARGIN, y: 34, kind: 'title' }, title),
    ...parts,
    '</svg>',
  ].join('\n')}\n`;
}

interface Label {
  readonly x: number;
  readonly y: number;
  readonly kind?: 'title' | 'heading' | 'quiet' | 'value';
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function label({ x, y, kind, anchor = 'start' }: Label, text: string): string {
  const attributes = { x, y, 'text-anchor': anchor, ...(kind ? { class: kind } : {}) };
  return element('text', attributes, escaped(text));
}

export function line(kind: string, x1: number, y1: number, x2: number, y2: number): string {
  return element('line', { class: kind, x1, y1, x2, y2 });
}

export function element(name: string, attributes: Readonly<Record<string, string | number>>, content?: string): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? Math.round(value * 10) / 10 : escaped(value)}"`,
  );
  const head = `<${name}${written.join('')}`;
  return content === undefined ? `${head}/>` : `${head}>${content}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

interface Colours {
  readonly ground: string;
  readonly edge: string;
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly candidates: readonly string[];
}

const LIGHT: Colours = {
  ground: '#ffffff',
  edge: '#d1d9e0',
  text: '#1f2328',
  quiet: '#59636e',
  grid: '#e2e7ec',
  candidates: ['#0969da', '#c4560b', '#818b96', '#8250df'],
};

const DARK: Colours = {
  ground: '#0d1117',
  edge: '#3d444d',
  text: '#f0f6fc',
  quiet: '#9198a1',
  grid: '#262c36',
  candidates: ['#4493f8', '#f0883e', '#8b949e', '#ab7df8'],
};

/** Classes in the place of variables, which not every renderer knows. */
function rules({ ground, edge, text, quiet, grid, candidates }: Colours): string {
  return [
    `.ground{fill:${ground};stroke:${edge}}`,
    `text{fill:${text}}`,
    `.quiet{fill:${quiet}}`,
    `.grid{stroke:${grid}}`,
    `.axis{stroke:${quiet}}`,
    `.whisker{stroke:${text}}`,
    // A halo, where a line would strike a value through.
    `.value{stroke:${ground}}`,
    ...candidates.map((colour, index) => `.fill${index}{fill:${colour}}.line${index}{stroke:${colour}}`),
    `.hollow{fill:${ground}}`,
  ].join('');
}

const STYLE = [
  'text{font:13px system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,sans-serif}',
  '.title{font-size:16px;font-weight:600}',
  '.heading{font-weight:600}',
  '.quiet{font-size:12px}',
  '.value{font-variant-numeric:tabular-nums;paint-order:stroke;stroke-width:4;stroke-linejoin:round}',
  '.whisker{stroke-width:1.5}',
  '.curve{fill:none;stroke-width:2}',
  '.hollow{stroke-width:2}',
  '.range{opacity:.3}',
  rules(LIGHT),
  `@media (prefers-color-scheme:dark){${rules(DARK)}}`,
].join('');
