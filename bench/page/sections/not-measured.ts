/** In the place of a part that no run has written yet. */
export function notMeasured(command: string): string {
  return `Not measured yet: \`npm run ${command}\`.`;
}
