import { isLineEnd, isWord } from './characters.ts';

/** Whether a place in a text is such an anchor. */
export type AnchorTest = (text: string, at: number) => boolean;

/** `^` */
export function lineStart(isMultiline: boolean): AnchorTest {
  return isMultiline ? (text, at) => at < text.length && (at === 0 || isAfterLineEnd(text, at)) : (_, at) => at === 0;
}

/** `$` */
export function lineEnd(isMultiline: boolean): AnchorTest {
  return isMultiline
    ? (text, at) => at === text.length || (isLineEnd(text.charCodeAt(at)) && !isInsidePair(text, at))
    : isBeforeLastLineEnd;
}

/** Anchors that are written as escapes, by their letter. */
export const ANCHORS: Readonly<Record<string, AnchorTest>> = {
  b: isBoundary,
  B: (text, at) => !isBoundary(text, at),
  A: (_, at) => at === 0,
  G: (_, at) => at === 0,
  Z: isBeforeLastLineEnd,
  z: (text, at) => at === text.length,
};

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
