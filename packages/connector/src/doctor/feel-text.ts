const LITERAL_OR_COMMENT = /"(?<literal>(?:[^"\\]|\\.)*)"(?<key>\s*:)?|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** A text that stands in quotes in an expression. */
export interface Literal {
  readonly text: string;
  /** Whether it is the key of a context. */
  readonly isKey: boolean;
}

/** The quoted texts of an expression, as they are written. */
export function literalsOf(expression: string): readonly Literal[] {
  return [...expression.matchAll(LITERAL_OR_COMMENT)].flatMap(({ groups }) => {
    const text = groups?.['literal'];
    return text === undefined ? [] : [{ text, isKey: groups?.['key'] !== undefined }];
  });
}

/** An expression with empty quotes and without comments: what is left is code. */
export function codeOf(expression: string): string {
  return expression.replace(LITERAL_OR_COMMENT, (found) =>
    found.startsWith('"') ? found.replace(/^".*"/s, '""') : ' ',
  );
}
