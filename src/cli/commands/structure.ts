import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { structure } from '../../domain/structuring/structure.js';
import { loadLexicons } from '../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { recordReaders } from '../../registries/record-readers.js';
import { UnreadableRecordError } from '../../registries/unreadable-record.js';
import type { RegistryName } from '../../trials/trial-record.port.js';
import { UsageError, type Command } from '../command.js';
import { readJsonLines, type JsonLine } from '../input/lines.js';

function registryOf(name: string): RegistryName {
  if (!Object.hasOwn(recordReaders, name))
    throw new UsageError(`--registry ${name}: not one of ${Object.keys(recordReaders).join(', ')}`);
  return name as RegistryName;
}

/** Names a record's state where the registry gives no date of its last change. */
const contentVersion = (record: unknown): string =>
  createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 12);

function inputOf({ place, value }: JsonLine, registry: RegistryName) {
  const reader = recordReaders[registry];
  try {
    const { eligibility, updated } = reader.map(value);
    return { ...eligibility, version: updated ?? contentVersion(reader.scrub(value)) };
  } catch (error) {
    if (error instanceof UnreadableRecordError) throw new UsageError(`${place}: ${error.message}`);
    throw error;
  }
}

export const command: Command = {
  name: 'structure',
  summary: 'read the eligibility text of registry records into criteria',
  usage: `
Usage: eligo structure [--registry ctgov|nci|ctis] [FILE]

Reads registry records, one per line (NDJSON, .gz unpacked; standard input without FILE), and writes one eligibility
document per line, in the same order. Every criterion names its span in the registry's text and how sure its reading is.
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { registry: { type: 'string', default: 'ctgov' } },
    });
    if (positionals.length > 1) throw new UsageError('one FILE at most; see eligo structure --help');
    const registry = registryOf(values.registry);
    const [vocabulary, lexicons] = [loadVocabulary(), loadLexicons()];
    for await (const line of readJsonLines(positionals[0], io.stdin)) {
      const document = structure(inputOf(line, registry), vocabulary, lexicons);
      if (!io.stdout.write(`${JSON.stringify(document)}\n`)) await once(io.stdout, 'drain');
    }
    return 0;
  },
};
