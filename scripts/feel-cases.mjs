// Scores a file of expressions with their reference results; see packages/feel/README.md.
import { scoreCases } from '../packages/feel/dist/cases-cli.js';
import { expressionFunctions } from '../packages/runtime/dist/job/expression-functions.js';

process.exitCode = scoreCases(process.argv.slice(2), expressionFunctions, console.log);
