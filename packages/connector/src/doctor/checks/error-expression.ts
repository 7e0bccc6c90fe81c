import { codeOf, literalsOf } from '../feel-text.ts';
import type { Finding, TaskCheck } from '../findings.ts';
import { isOurTemplate } from '../templates.ts';

/** A call of `jobError` with more than one argument. */
const JOB_ERROR_WITH_VARIABLES = /\bjobError\s*\([^,()]*(?:\([^()]*\)[^,()]*)*,/;

/** What an error expression made for the official connector asks of errors, and gets another answer to here. */
export const errorExpression: TaskCheck = ({ headers, template }) => {
  const header = headers.get('errorExpression');
  if (header === undefined || isOurTemplate(template)) return [];
  const { value, line } = header;
  const code = codeOf(value);
  const findings: Finding[] = [];
  if (/\berror\s*\.\s*code\b/.test(code)) {
    const text =
      'errorExpression asks for error.code, which was always null with the official connector. Here it is the name of the error, such as QueueDoesNotExist: see that what depends on it is meant.';
    findings.push({ severity: 'warning', line, text });
  }
  if (literalsOf(value).some(({ text }) => text.includes('com.amazonaws'))) {
    const text =
      "errorExpression looks for a class of AWS's first Java SDK (com.amazonaws…), which error.type never names here. Compare error.code, for example with QueueDoesNotExist.";
    findings.push({ severity: 'warning', line, text });
  }
  if (JOB_ERROR_WITH_VARIABLES.test(code)) {
    const text =
      'errorExpression gives variables to jobError. They are kept here; some releases of the official runtime lose them.';
    findings.push({ severity: 'note', line, text });
  }
  return findings;
};
