/** FEEL as Camunda evaluates it: compile an expression once, run it often. */
export { compile } from './compile.ts';
export { javaDouble } from './convert/java-double.ts';
export type {
  AddedFunction,
  Budget,
  CompileOptions,
  Evaluation,
  EvaluationFailure,
  Parameter,
  ParameterType,
  ParseFailure,
  Program,
  RunOptions,
  Side,
  Warning,
} from './program.ts';
