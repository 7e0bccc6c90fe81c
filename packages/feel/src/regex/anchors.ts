import { isLineEnd, isWord } from './characters.ts';

/** Whether a place in a text is such a one. @param last where the match before ended, or the search began */
export type Anchor = (text: string, at: number, last: number) => boolean;

/** Anchors by the letter behind the backslash. */
export const ANCHORS: Readonly<Record<string, Anchor>> = {
  b: isBoundary,
  B: (text, at) => !isBoundary(text, at),
  A: (_, at) => at === 0,
  G: (_, at, last) => at === last,
  Z: isBeforeLastLineEnd,
  z: (text, at) => at === text.length,
};

/** `^` */
export function lineStart(isMultiline: boolean): Anchor {
  return isMultiline
    ? (text, at) => at < text.length && (at === 0 || isAfterLineEnd(text, at))
    : (_: string, at: number) => at === 0;
}

/** `$` */
export function lineEnd(isMultiline: boolean): Anchor {
  return isMultiline
    ? (text, at) => at === text.length || (isLineEnd(text.charCodeAt(at)) && !isInsidePair(text, at))
    : isBeforeLastLineEnd;
}

/** Carriage return and line feed are one line end. */
function isInsidePair(text: string, at: number): boolean {
  return text[at - 1] === '\r' && text[at] === '\n';
}

function isAfterLineEnd(text: string, at: number): boolean {
  return isLineEnd(text.charCodeAt(at - 1)) && !isInsidePair(text, at);
}

function isBeforeLastLineEnd(text: string, at: number): boolean {
  if (at === text.length) return true;
  if (at === text.length - 2 && text.endsWith('\r\n')) return true;
  return at === text.length - 1 && isLineEnd(text.charCodeAt(at)) && !text.endsWith('\r\n');
}

function isBoundary(text: string, at: number): boolean {
  const isWordAt = (index: number) => index >= 0 && index < text.length && isWord(text.charCodeAt(index));
  return isWordAt(at - 1) !== isWordAt(at);
}
