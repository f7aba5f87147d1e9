import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { EligibilityDocument } from '../../domain/criteria/model.js';
import { lintDocument, type LintOptions } from '../../domain/criteria/lint/lint-document.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { recordReaders } from '../../registries/record-readers.js';
import { UnreadableRecordError } from '../../registries/unreadable-record.js';
import { UsageError, type Command } from '../command.js';
import { readDocuments, type DocumentText } from '../input/documents.js';
import { readJsonLines } from '../input/lines.js';

interface LintLine {
  file: string;
  line?: number;
  severity: 'error' | 'warning';
  rule: string;
  criterion?: string;
  path: string;
  message: string;
}

/** Registry texts by trial id, read from registry records. */
async function registryTexts(file: string, stdin: NodeJS.ReadableStream): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const { place, value } of readJsonLines(file, stdin as never)) {
    const read = Object.values(recordReaders).flatMap((reader) => {
      try {
        return [reader.map(value).eligibility];
      } catch (error) {
        if (error instanceof UnreadableRecordError) return [];
        throw error;
      }
    });
    const [eligibility] = read;
    if (!eligibility) throw new UsageError(`${place}: not a record of a registry`);
    texts.set(eligibility.id, eligibility.text);
  }
  return texts;
}

function optionsFor(document: EligibilityDocument, texts: ReadonlyMap<string, string>): LintOptions {
  const text = texts.get(document.trial.id);
  if (text === undefined) return {};
  return { registryText: text, registryTextSha256: createHash('sha256').update(text).digest('hex') };
}

function linesOf({ place, linesBefore, decoded }: DocumentText, texts: ReadonlyMap<string, string>): LintLine[] {
  const file = place.replace(/, line \d+$/, '');
  const placed = (line: number | undefined) => (line === undefined ? {} : { line: line + linesBefore });
  if ('issues' in decoded)
    return decoded.issues.map(({ line, path, message }) => ({
      file,
      ...placed(line),
      severity: 'error',
      rule: 'shape',
      path: path.join('.'),
      message,
    }));
  const { document, lineOf } = decoded;
  return lintDocument(document, loadVocabulary(), optionsFor(document, texts)).map(
    ({ severity, rule, criterion, path, message }) => ({
      file,
      ...placed(lineOf(path)),
      severity,
      rule,
      ...(criterion !== undefined && { criterion }),
      path: path.join('.'),
      message,
    }),
  );
}

export const command: Command = {
  name: 'lint',
  summary: 'check eligibility documents beyond their schema',
  usage: `
Usage: eligo lint [--trials RECORDS.ndjson] FILE...

Reads eligibility documents (YAML or JSON, or one per line in .ndjson; .gz of them) and writes one finding per line:
contradictory or empty ranges, unknown codes, branches that can never decide, units that an analyte is not given in,
ids used twice, spans outside the text. Exits with 2 if any finding is an error.

  --trials RECORDS  registry records (NDJSON, .gz unpacked): spans and texts are checked against the registry's own text
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { trials: { type: 'string' } },
    });
    if (positionals.length === 0) throw new UsageError('no file given; see eligo lint --help');
    const texts =
      values.trials === undefined ? new Map<string, string>() : await registryTexts(values.trials, io.stdin);
    let errors = 0;
    for (const file of positionals) {
      for (const text of await readDocuments(file)) {
        for (const finding of linesOf(text, texts)) {
          if (finding.severity === 'error') errors += 1;
          io.stdout.write(`${JSON.stringify(finding)}\n`);
        }
      }
    }
    return errors > 0 ? 2 : 0;
  },
};
