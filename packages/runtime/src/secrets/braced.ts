/** A `{{secrets.NAME}}` of a text. */
export interface Braced {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const OPENING = /\{\{\s*secrets\./g;

/**
 * Each `{{secrets.NAME}}` of a text, from left to right: as `/\{\{\s*secrets\.(\S+?)\s*\}\}/g` finds them, but in a time that grows
 * with the text alone. Bodies of megabytes come from whoever sets a process variable, and a pattern would search the rest of the
 * text anew at each opening.
 */
export function* bracedIn(text: string): Generator<Braced> {
  const opening = new RegExp(OPENING);
  const close = new Ahead((from) => text.indexOf('}}', from), text.length);
  const blank = new Ahead((from) => indexOf(/\s/g, text, from), text.length);
  const afterBlanks = new Ahead((from) => indexOf(/\S/g, text, from), text.length);
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const nameAt = match.index + match[0].length;
    const closed = close.from(nameAt + 1);
    if (closed === text.length) return;
    const nameEnd = Math.min(closed, blank.from(nameAt));
    const end = nameEnd === closed ? closed : afterBlanks.from(nameEnd);
    if (nameEnd > nameAt && text.startsWith('}}', end)) {
      yield { name: text.slice(nameAt, nameEnd), start: match.index, end: end + 2 };
      opening.lastIndex = end + 2;
    } else {
      opening.lastIndex = match.index + 1;
    }
  }
}

function indexOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
}

/** The next place of something, which is searched for again only when it was passed. Places are asked for in order. */
class Ahead {
  private at = -1;
  private readonly search: (from: number) => number;
  private readonly nowhere: number;

  constructor(search: (from: number) => number, nowhere: number) {
    this.search = search;
    this.nowhere = nowhere;
  }

  from(place: number): number {
    if (this.at >= place) return this.at;
    const found = this.search(place);
    this.at = found < 0 ? this.nowhere : found;
    return this.at;
  }
}
