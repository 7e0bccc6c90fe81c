#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runGolden } from '../dist/golden/cli.js';

const folder = process.argv[2] ?? fileURLToPath(new URL('../test/cases/golden', import.meta.url));
process.exitCode = await runGolden(folder, console.log);
