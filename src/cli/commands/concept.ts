import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { type Command, UsageError } from '../command.js';
import { conceptKinds, type ConceptKind, readQuery, resolveConcept } from '../concept/resolve.js';

const isKind = (kind: string | undefined): kind is ConceptKind =>
  (conceptKinds as readonly (string | undefined)[]).includes(kind);

export const command: Command = {
  name: 'concept',
  summary: 'words and codes to concepts of the vocabulary, one JSON object per line',
  usage: `
Usage: eligo concept cancer|gene|drug|condition|analyte [--json] [TEXT...]

Reads one text or one system|code (or system|code|display) per line from standard input, or the texts given as arguments,
and writes for each a line with the concept, the route it was found by and the confidence of the mapping, or
{"unmapped": "...", "why": "..."}.

  printf 'NSCLC\\nhttp://hl7.org/fhir/sid/icd-10-cm|C50.911\\n' | eligo concept cancer

  --json   the output is JSON in any case; accepted for clarity
`,
  async run(args, io) {
    const { positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [kind, ...texts] = positionals;
    if (!isKind(kind))
      throw new UsageError(
        `expected one of ${conceptKinds.join(', ')}, got ${kind === undefined ? 'nothing' : `'${kind}'`}`,
      );
    const vocabulary = loadVocabulary();
    const answer = (line: string) => {
      if (line.trim() !== '') io.stdout.write(`${JSON.stringify(resolveConcept(vocabulary, kind, readQuery(line)))}\n`);
    };
    if (texts.length > 0) texts.forEach(answer);
    else for await (const line of createInterface({ input: io.stdin, crlfDelay: Infinity })) answer(line);
    return 0;
  },
};
