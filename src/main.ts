import { runCli } from './cli/run.js';

process.exitCode = await runCli(['serve', ...process.argv.slice(2)], process);
