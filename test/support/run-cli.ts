import { Readable, Writable } from 'node:stream';
import { runCli } from '../../src/cli/run.js';

class Sink extends Writable {
  text = '';

  override _write(chunk: Buffer | string, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs one command line in this process, as the `eligo` command would. */
export async function eligo(args: string[], stdin = ''): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = { stdin: Readable.from([stdin]), stdout: new Sink(), stderr: new Sink() };
  const code = await runCli(args, io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}
