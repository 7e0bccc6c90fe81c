#!/usr/bin/env node
import { demo } from '../dist/index.js';

process.exitCode = await demo(process.argv.slice(2));
