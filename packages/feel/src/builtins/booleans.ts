import { FeelError } from '../values/value.ts';
import { type Builtin, builtin } from './define.ts';

export const booleanFunctions: readonly Builtin[] = [
  builtin('not', 'negand', ([value = null]) => (typeof value === 'boolean' ? !value : null)),
  builtin('is defined', 'value', ([value = null]) => value !== null),
  builtin('get or else', 'value,default', ([value = null, otherwise = null]) => value ?? otherwise),
  builtin('assert', 'value,condition', ([value = null, condition]) =>
    condition === true ? value : new FeelError('The condition is not fulfilled'),
  ),
  builtin('assert', 'value,condition,cause', ([value = null, condition, cause]) => {
    if (condition === true) return value;
    return typeof cause === 'string' ? new FeelError(cause) : undefined;
  }),
];
