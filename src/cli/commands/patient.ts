import { parseArgs } from 'node:util';
import { LOCAL_TENANT } from '../../identity/principal.js';
import { type Command, type CommandIo, UsageError } from '../command.js';
import { noted, type PatientServices, withPatientServices } from '../patient-services.js';

interface Target {
  id: string;
  tenant: string;
}

async function exportPatient({ audit, patients, reviews }: PatientServices, { id, tenant }: Target, io: CommandIo) {
  const patient = await patients.get(id, { tenant });
  if (!patient) throw new UsageError(`${id}: no stored patient of the tenant ${tenant} has this id`);
  const { source, importedAt, version } = patient;
  const record = await patients.record(id, { tenant });
  await noted(audit, { action: 'export', tenant, patient: id, outcome: 'done' });
  io.stdout.write(`${JSON.stringify({ id, source, importedAt, version, record, reviews: await reviews.notes(id) })}\n`);
}

async function erasePatient({ audit, patients }: PatientServices, { id, tenant }: Target, io: CommandIo) {
  await noted(audit, { action: 'erase', tenant, patient: id, outcome: 'begun' });
  const erased = await patients.erase(id, { tenant });
  await noted(audit, { action: 'erase', tenant, patient: id, outcome: erased ? 'done' : 'absent' });
  if (!erased) throw new UsageError(`${id}: no stored patient of the tenant ${tenant} has this id`);
  io.stdout.write(`${JSON.stringify({ patients: 1 })}\n`);
}

export const command: Command = {
  name: 'patient',
  summary: 'export or erase everything that is kept about one patient',
  usage: `
Usage: eligo patient export|erase ID [--tenant NAME]

export prints the record as it came and the work on its matches, as JSON. erase deletes the record and every row that names
the patient, for good; the audit log keeps, by id, that it was done. --tenant defaults to ${LOCAL_TENANT}.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { tenant: { type: 'string', default: LOCAL_TENANT } },
    });
    const [what, id, ...rest] = positionals;
    if ((what !== 'export' && what !== 'erase') || id === undefined || rest.length > 0)
      throw new UsageError('export ID or erase ID is expected');
    const run = what === 'export' ? exportPatient : erasePatient;
    await withPatientServices((services) => run(services, { id, tenant: values.tenant }, io));
    return 0;
  },
};
