import { type Command, UsageError } from '../command.js';
import { withPatientServices } from '../patient-services.js';

export const command: Command = {
  name: 'keys',
  summary: 'rotate the key that stored patient data is sealed with',
  usage: `
Usage: eligo keys rotate

Makes a new key in KEY_FILE, seals every record and note with it, and drops the old keys. A running service notices. Stopped
half-way, nothing is lost: run it again. Back up the key file afterwards.`,
  async run(args, io) {
    if (args.length !== 1 || args[0] !== 'rotate') throw new UsageError('rotate is expected');
    const report = await withPatientServices(async ({ keyFile, patients, reviews }) => {
      keyFile.addKey();
      const records = await patients.reseal();
      const notes = await reviews.reseal();
      // What a running service sealed with the old key meanwhile.
      const late = (await patients.reseal()) + (await reviews.reseal());
      return { records, notes, late, keysDropped: keyFile.dropOldKeys() };
    });
    io.stdout.write(`${JSON.stringify(report)}\n`);
    return 0;
  },
};
