import { SaxesParser } from 'saxes';

/** Far beyond what models have. The parser's work for an element grows with its depth. */
const DEEPEST = 1000;

/** An element of an XML document, with the line that its start tag begins on, from 1. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly line: number;
  /** Attributes of a namespace have it in braces before their name, as in `{http://…}modelerTemplate`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
}

/** Thrown where a text is no well-formed XML. */
export class XmlError extends Error {
  readonly line: number;

  constructor(line: number, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'XmlError';
    this.line = line;
  }
}

/**
 * The elements of a document in the order of their start tags: the root comes first. Texts, comments and instructions are left
 * out; entities of a document's own are not known, so that none can grow.
 *
 * @throws XmlError
 */
export function readXml(text: string): readonly XmlElement[] {
  const parser = new SaxesParser({ xmlns: true });
  const elements: XmlElement[] = [];
  const open: { readonly children: XmlElement[] }[] = [];
  let line = 1;
  parser.on('opentagstart', () => {
    // The parser has read one character after the name. Where that was a line break, it is in the next line already.
    line = parser.column === 0 ? parser.line - 1 : parser.line;
    if (open.length >= DEEPEST) throw new XmlError(line, `elements are nested deeper than ${DEEPEST} levels`);
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const named = Object.values(attributes).map(
      ({ uri: space, local: name, value }) => [space === '' ? name : `{${space}}${name}`, value] as const,
    );
    const element = { namespace: uri, name: local, line, attributes: new Map(named), children: [] };
    elements.push(element);
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  if (!/^\uFEFF?\s*</.test(text)) throw new XmlError(1, 'it does not begin with a tag');
  try {
    parser.write(text).close();
  } catch (cause) {
    throw xmlError(cause);
  }
  return elements;
}

/** The parser's messages begin with line and column. */
function xmlError(cause: unknown): XmlError {
  if (cause instanceof XmlError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const [, line, reason] = /^(\d+):\d+: (.*?)\.?$/s.exec(message) ?? [];
  return new XmlError(Number(line ?? 1), reason ?? message, { cause });
}
