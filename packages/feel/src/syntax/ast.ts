/** An expression as it was parsed. Positions are offsets in the text. */
export type Expression =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** The text between the quotes, escapes included: releases of Camunda read them differently. */
  | { readonly kind: 'string'; readonly raw: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'temporal'; readonly maker: TemporalConstructor; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'context'; readonly entries: readonly ContextEntry[] }
  | RangeExpression
  | { readonly kind: 'name'; readonly names: readonly string[]; readonly at: number }
  /** `?`, the value that a unary test looks at. */
  | { readonly kind: 'input' }
  | { readonly kind: 'path'; readonly of: Expression; readonly name: string; readonly at: number }
  | { readonly kind: 'filter'; readonly of: Expression; readonly by: Expression }
  | { readonly kind: 'if'; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly body: Expression }
  | { readonly kind: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly body: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | { readonly kind: 'negation'; readonly of: Expression }
  | { readonly kind: 'instance of'; readonly of: Expression; readonly type: string }
  | { readonly kind: 'in'; readonly value: Expression; readonly test: UnaryTest }
  /** A test that stands where an expression is expected, for example `> 5` in a filter. */
  | { readonly kind: 'test'; readonly test: UnaryTest }
  | { readonly kind: 'function'; readonly parameters: readonly string[]; readonly body: Expression }
  | {
      readonly kind: 'call';
      readonly owner: readonly string[] | undefined;
      readonly name: string;
      readonly arguments: Arguments;
      readonly at: number;
    };

export type TemporalConstructor = '@' | 'duration' | 'date and time' | 'date' | 'time';
export type ComparisonOperator = '=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

export interface ContextEntry {
  readonly name: string;
  readonly value: Expression;
}

export interface RangeExpression {
  readonly kind: 'range';
  readonly start: Expression;
  readonly end: Expression;
  readonly includesStart: boolean;
  readonly includesEnd: boolean;
}

export interface Iterator {
  readonly name: string;
  readonly over: Expression | { readonly kind: 'numbers'; readonly from: Expression; readonly to: Expression };
}

export type Arguments =
  | { readonly kind: 'positional'; readonly values: readonly Expression[] }
  | { readonly kind: 'named'; readonly values: readonly ContextEntry[] };

export type UnaryTest =
  | { readonly kind: 'compare'; readonly operator: '<' | '<=' | '>' | '>='; readonly with: Expression }
  | { readonly kind: 'within'; readonly range: RangeExpression }
  | { readonly kind: 'equals'; readonly value: Expression }
  | { readonly kind: 'matches'; readonly expression: Expression }
  | { readonly kind: 'any'; readonly tests: readonly UnaryTest[] };
