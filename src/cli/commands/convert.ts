import { parse } from 'node:path';
import { parseArgs } from 'node:util';
import { CtmlError } from '../../domain/criteria/exchange/ctml/grammar.js';
import { importCtml } from '../../domain/criteria/exchange/ctml/import.js';
import { expandedNames, oncotreeNames, type TumourNames } from '../../domain/criteria/exchange/ctml/names.js';
import { parseCtml } from '../../domain/criteria/exchange/ctml/parse.js';
import { profilesFromMatchMiner, type MatchMinerDocument } from '../../domain/patient/exchange/matchminer/profile.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { UsageError, type Command, type CommandIo } from '../command.js';
import { readValues } from '../input/values.js';

const writeLines = (io: CommandIo, values: readonly unknown[]): void => {
  for (const value of values) io.stdout.write(`${JSON.stringify(value)}\n`);
};

/** `--names`: a JSON object, tumour name to the names it stands for. */
function namesOf(file: string): TumourNames {
  const [map] = readValues(file);
  if (typeof map !== 'object' || map === null || Array.isArray(map))
    throw new UsageError(`${file}: not an object of tumour names`);
  for (const [name, value] of Object.entries(map))
    if (typeof value !== 'string' && !(Array.isArray(value) && value.every((item) => typeof item === 'string')))
      throw new UsageError(`${file}: "${name}" is not a name or a list of names`);
  return expandedNames(map as Record<string, string | string[]>);
}

function ctmlToEligo(files: readonly string[], names: TumourNames, io: CommandIo): void {
  for (const file of files)
    for (const value of readValues(file)) {
      try {
        writeLines(io, [importCtml(parseCtml(value, parse(file).name), names)]);
      } catch (error) {
        if (error instanceof CtmlError) throw new UsageError(`${file}: ${error.message}`);
        throw error;
      }
    }
}

function documentsOf(file: string): MatchMinerDocument[] {
  return readValues(file).map((value, i) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new UsageError(`${file}: document ${i + 1} is not an object`);
    return value as MatchMinerDocument;
  });
}

export const command: Command = {
  name: 'convert',
  summary: 'translate CTML trials and MatchMiner patients',
  usage: `
Usage: eligo convert --from ctml --to eligo [--names FILE] FILE...
       eligo convert --from matchminer --to profile --clinical FILE --genomic FILE

CTML (YAML or JSON) becomes eligibility documents, one per line; steps, arms and dose levels become scopes.
--names FILE   a tumour-name expansion map (JSON: name to names) to use in place of OncoTree
The clinical and genomic documents of a MatchMiner database (EJSON arrays or lines) become profiles, one per line.
`,
  run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        names: { type: 'string' },
        clinical: { type: 'string' },
        genomic: { type: 'string' },
      },
    });
    const route = `${values.from ?? ''} to ${values.to ?? ''}`;
    switch (route) {
      case 'ctml to eligo': {
        if (positionals.length === 0) throw new UsageError('no file given; see eligo convert --help');
        const names = values.names === undefined ? oncotreeNames(loadVocabulary().cancers) : namesOf(values.names);
        ctmlToEligo(positionals, names, io);
        return Promise.resolve(0);
      }
      case 'matchminer to profile': {
        if (values.clinical === undefined) throw new UsageError('--clinical FILE is missing');
        if (values.genomic === undefined) throw new UsageError('--genomic FILE is missing');
        writeLines(
          io,
          profilesFromMatchMiner(documentsOf(values.clinical), documentsOf(values.genomic), loadVocabulary().cancers),
        );
        return Promise.resolve(0);
      }
      default:
        throw new UsageError(`cannot convert from ${route}; see eligo convert --help`);
    }
  },
};
