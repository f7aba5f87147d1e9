import type { Readable, Writable } from 'node:stream';

/** A command's view of the world: what it reads and writes. Nothing but results goes to stdout. */
export interface CommandIo {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
}

export interface Command {
  name: string;
  /** One line for `eligo --help`. */
  summary: string;
  /** Printed by `eligo <command> --help`. */
  usage: string;
  /** Resolves to the exit code: 0 done. Throws UsageError for bad input or usage. */
  run(args: string[], io: CommandIo): Promise<number>;
}

/** Bad input or usage: one clear line naming file, line and field; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
