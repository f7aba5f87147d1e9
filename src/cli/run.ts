import type { CommandIo } from './command.js';
import { UsageError } from './command.js';
import { commands } from './commands/index.js';

async function help(io: CommandIo): Promise<void> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const width = Math.max(0, ...loaded.map((command) => command.name.length));
  const lines = loaded.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  io.stdout.write(
    `Usage: eligo <command> [options]\n\nCommands:\n${lines.join('\n')}\n\nTry: eligo <command> --help\n`,
  );
}

/** Runs one command line; gives the exit code: 0 done, 1 fault, 2 bad input or usage. */
export async function runCli(args: string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    await help(io);
    return name === undefined ? 2 : 0;
  }
  const load = commands[name];
  if (!load) {
    io.stderr.write(`eligo: unknown command '${name}'; see eligo --help\n`);
    return 2;
  }
  try {
    const command = await load();
    if (rest.includes('--help')) {
      io.stdout.write(`${command.usage.trim()}\n`);
      return 0;
    }
    return await command.run(rest, io);
  } catch (error) {
    const usage = error instanceof UsageError || isParseArgsError(error);
    io.stderr.write(`eligo ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return usage ? 2 : 1;
  }
}

const isParseArgsError = (error: unknown): boolean =>
  error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
