#!/usr/bin/env node
import { main } from '../dist/command/main.js';

process.exitCode = await main(process.argv.slice(2));
// What a provider of credentials left behind, as a command that hangs, must not keep a process that is done. All that was printed
// goes out before.
process.stdout.write('', () => process.stderr.write('', () => process.exit()));
