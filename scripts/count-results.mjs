// Prints `N passed, N failed` from the test runners' own reports, and fails where anything failed.
// usage: count-results.mjs FAILED REPORT…   (FAILED: 1 where a command of the gate failed). A report that is missing counts as a failure.
import { readFileSync } from 'node:fs';

const [gateFailed, ...files] = process.argv.slice(2);
const reports = files.map(readReport);
const sum = (name) => reports.reduce((total, report) => total + report[name], 0);
const passed = sum('numPassedTests');
const failed = sum('numFailedTests') + reports.filter(({ isMissing }) => isMissing).length;
// A check, a crash, or a hook outside of the tests failed.
const unseen = gateFailed !== '0' && failed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed + unseen} failed`);
process.exit(failed + unseen === 0 && passed > 0 ? 0 : 1);

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, isMissing: true };
  }
}
