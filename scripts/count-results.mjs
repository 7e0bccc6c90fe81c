// Prints `N passed, N failed` from the test runner's own report, and fails where anything failed.
// usage: count-results.mjs FAILED   (1 where a command of the gate failed)
import { readFileSync } from 'node:fs';

const commandFailed = process.argv[2] !== '0';
const report = readReport('reports/vitest.json');
const failed = report.numFailedTests + (commandFailed && report.numFailedTests === 0 ? 1 : 0);
console.log(`${report.numPassedTests} passed, ${failed} failed`);
process.exit(failed === 0 && report.numPassedTests > 0 ? 0 : 1);

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}
