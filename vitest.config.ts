import { defineConfig } from 'vitest/config';

/** Tests run on the TypeScript sources: the export condition `@camunda-sqs-connector/source` of each package points at `src`. */
const conditions = ['@camunda-sqs-connector/source', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'e2e/**/*.test.ts', 'bench/**/*.test.ts'],
    // The Modeler's packages name their files as bundlers do, which Node alone cannot follow.
    server: { deps: { inline: [/bpmn-js/, /diagram-js/, /@bpmn-io/] } },
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: 'reports/vitest.json' }]] : ['default'],
  },
});
