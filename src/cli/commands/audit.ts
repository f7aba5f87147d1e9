import { parseArgs } from 'node:util';
import { type Command, UsageError } from '../command.js';
import { withPatientServices } from '../patient-services.js';

export const command: Command = {
  name: 'audit',
  summary: 'check that nobody changed the audit log',
  usage: `
Usage: eligo audit verify [--head HASH]

Checks every link of the chain under the key of KEY_FILE and prints, as JSON, whether it is intact, how many events it has,
the seal of its last link (head) and the first link that is broken. --head: the seal that an earlier check printed has to be
among the links. Exit code 1 where it is not intact.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { head: { type: 'string' } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'verify') throw new UsageError('verify is expected');
    const verdict = await withPatientServices(({ audit }) => audit.verify(values.head));
    io.stdout.write(`${JSON.stringify(verdict)}\n`);
    return verdict.intact ? 0 : 1;
  },
};
