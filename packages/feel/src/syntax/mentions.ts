import type { Expression } from './ast.ts';

/** Whether a name stands anywhere in an expression. It may say yes where an inner name hides the outer one. */
export function mentionsName(expression: Expression, name: string): boolean {
  const visit = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(visit);
    if (typeof node !== 'object' || node === null) return false;
    const { kind, names } = node as { readonly kind?: string; readonly names?: readonly string[] };
    return (kind === 'name' && names?.[0] === name) || Object.values(node).some(visit);
  };
  return visit(expression);
}
