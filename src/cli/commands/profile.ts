import { parseArgs } from 'node:util';
import { readRecord } from '../../domain/patient/read-record.js';
import { RecordError } from '../../domain/patient/record-error.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { readRecordFile, RecordFileError } from '../../patients/record-files.js';
import { type Command, UsageError } from '../command.js';

export const command: Command = {
  name: 'profile',
  summary: 'FHIR records to normalized profiles, one per line',
  usage: `
Usage: eligo profile [--patient REFERENCE] [--pretty] FILE...

Reads FHIR R4 records (a Bundle or an array of resources per file, or one per line in .ndjson; .gz of either) and writes
one Profile per line. A line may also be {"file": ..., "bundle": ...}.

  --patient REFERENCE  which patient to read where a record holds several (Patient/id)
  --pretty             indented JSON, for people
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { patient: { type: 'string' }, pretty: { type: 'boolean', default: false } },
    });
    if (positionals.length === 0) throw new UsageError('no file given; see eligo profile --help');
    const vocabulary = loadVocabulary();
    const options = values.patient === undefined ? {} : { patient: values.patient };
    for (const file of positionals) {
      try {
        for await (const { record, place } of readRecordFile(file)) {
          io.stdout.write(`${profileText(record, place)}\n`);
        }
      } catch (error) {
        if (error instanceof RecordFileError) throw new UsageError(error.message);
        throw error;
      }
    }
    return 0;

    function profileText(record: unknown, place: string): string {
      try {
        return JSON.stringify(readRecord(record, vocabulary, options), null, values.pretty ? 2 : undefined);
      } catch (error) {
        if (error instanceof RecordError) throw new UsageError(`${place}: ${error.message}`);
        throw error;
      }
    }
  },
};
