import { healthcheck } from '../dist/command/healthcheck.js';

process.exitCode = await healthcheck();
