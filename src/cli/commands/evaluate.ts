import { parseArgs } from 'node:util';
import { compileDocument, evaluateDocument } from '../../domain/evaluation/document.js';
import { patientContext, type World } from '../../domain/evaluation/patient-context.js';
import type { EligibilityDocument } from '../../domain/criteria/model.js';
import { dayInterval } from '../../domain/logic/day.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { UsageError, type Command } from '../command.js';
import { readDocuments } from '../input/documents.js';
import { readPatients } from '../input/patients.js';

async function documentsOf(file: string): Promise<EligibilityDocument[]> {
  return (await readDocuments(file)).map(({ place, decoded }) => {
    if ('document' in decoded) return decoded.document;
    const [issue] = decoded.issues;
    const line = issue?.line === undefined ? '' : `, line ${issue.line}`;
    throw new UsageError(`${place}${line}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a document'}`);
  });
}

const today = (): string => new Date().toISOString().slice(0, 10);

function asOfDate(text: string): string {
  const days = dayInterval(text);
  if (!days || days.from !== days.to) throw new UsageError(`--as-of ${text}: not a date (YYYY-MM-DD)`);
  return text;
}

function worldOf(text: string): World {
  if (text !== 'open' && text !== 'closed') throw new UsageError(`--world ${text}: open or closed`);
  return text;
}

export const command: Command = {
  name: 'evaluate',
  summary: 'judge patients on the criteria of one document',
  usage: `
Usage: eligo evaluate --document FILE --patient FILE [--as-of DATE] [--world open|closed]

Writes one line of JSON per document and patient: the outcome of every criterion with its reason and evidence.

  --document FILE  an eligibility document (YAML or JSON; several in .ndjson)
  --patient FILE   a FHIR Bundle or a Profile (several in .ndjson)
  --as-of DATE     the day to judge on (default: today)
  --world closed   read what the record does not say as "no"
`,
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        document: { type: 'string' },
        patient: { type: 'string' },
        'as-of': { type: 'string' },
        world: { type: 'string', default: 'open' },
      },
    });
    if (values.document === undefined) throw new UsageError('--document FILE is missing');
    if (values.patient === undefined) throw new UsageError('--patient FILE is missing');
    const asOf = asOfDate(values['as-of'] ?? today());
    const world = worldOf(values.world);
    const vocabulary = loadVocabulary();
    const compiled = (await documentsOf(values.document)).map((document) => compileDocument(document, vocabulary));
    for await (const profile of readPatients(values.patient, vocabulary)) {
      const patient = patientContext(profile, { asOf, world, vocabulary });
      for (const document of compiled) {
        const { registry, id, version } = document.document.trial;
        const criteria = evaluateDocument(document, patient);
        const result = {
          patient: profile.patient,
          asOf,
          trial: { registry, id, version },
          vocabulary: vocabulary.version,
          criteria,
        };
        io.stdout.write(`${JSON.stringify(result)}\n`);
      }
    }
    return 0;
  },
};
