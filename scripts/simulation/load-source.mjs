// Loads a TypeScript source as the tests do: with the Vite of the test runner, whose export condition `source` leads to `src`.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const vite = createRequire(import.meta.resolve('vitest/package.json')).resolve('vite');
const { createServer } = await import(pathToFileURL(vite).href);
const conditions = ['@camunda-sqs-connector/source', 'node', 'import', 'default'];

/**
 * @param {string} file from the working directory
 * @param {readonly object[]} plugins of Vite, which may change what is loaded
 */
export async function loadSource(file, plugins = []) {
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    plugins,
    resolve: { conditions },
    ssr: { resolve: { conditions }, noExternal: [/^@camunda-sqs-connector\//] },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    return await server.ssrLoadModule(path.resolve(file));
  } finally {
    await server.close();
  }
}
