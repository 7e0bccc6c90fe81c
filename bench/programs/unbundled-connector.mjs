// The connector's command as its modules, each with its own name. usage: as the command's
import { main } from '../../packages/connector/dist/cli/main.js';

process.exitCode = await main(process.argv.slice(2));
